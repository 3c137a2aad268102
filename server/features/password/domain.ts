/** Links that one account may ask for within the hour; those that follow are not sent. */
export const linksPerHourMax = 5;
