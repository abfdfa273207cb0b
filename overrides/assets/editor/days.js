// The day on which somebody writes, in the settings: a site that held its build's would differ every
// day.

/**
 * A day from today on, as entries write it.
 * @param {number} days
 */
export const dayIn = (days) => {
  const day = new Date();
  day.setDate(day.getDate() + days);
  const parts = [day.getFullYear(), day.getMonth() + 1, day.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
};

/**
 * The settings, with the day on which somebody writes.
 * @param {string} text
 * @returns {any}
 */
export const settingsOf = (text) =>
  JSON.parse(text, (key, value) => {
    const day = key === "default" && /^today\+(\d+)$/.exec(value);
    return day ? dayIn(Number(day[1])) : value;
  });
