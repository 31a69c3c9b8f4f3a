/**
 * The outlined icons of all pages: path data on a 24 grid, stroke 1.75, no fill. Constants of their own, so that a
 * page carries only those that it shows.
 */
export const chatIcon = 'M4 5h16v11H9l-5 4z M8 9h8 M8 12.5h5';
export const closeIcon = 'M6 6l12 12 M18 6L6 18';
export const sendIcon = 'M4 12L20 4l-5 16-4-7z M11 13l4-4';
export const clipIcon =
  'M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 5 5l-8.5 8.5a1.7 1.7 0 0 1-2.5-2.5L15 7';
export const checkIcon = 'M5 12.5l4.5 4.5L19 7.5';
export const downIcon = 'M12 5v14 M6 13l6 6 6-6';
export const chevronDownIcon = 'M6 9l6 6 6-6';
export const chevronUpIcon = 'M6 15l6-6 6 6';
export const fileIcon = 'M6 3h8l4 4v14H6z M14 3v4h4';
export const alertIcon = 'M12 4l9 16H3z M12 10v4 M12 17v.5';
export const mailIcon = 'M3 6h18v12H3z M3 7l9 6.5L21 7';
export const searchIcon = 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14z M16 16l5 5';
export const bagIcon = 'M5 8h14l1 12H4z M9 8V6a3 3 0 0 1 6 0v2';
export const listIcon = 'M5 4h14v16l-3-2-2 2-2-2-2 2-2-2-3 2z M9 9h6 M9 13h6';
export const menuIcon = 'M4 7h16 M4 12h16 M4 17h16';
export const peopleIcon =
  'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z M2.5 20a6.5 6.5 0 0 1 13 0 M16 4.5a3.5 3.5 0 0 1 0 6 M18 14a6.5 6.5 0 0 1 3.5 6';
export const auditIcon = 'M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z M9 11.5l2.2 2.2L15.5 9.5';
export const personIcon = 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M4 21a8 8 0 0 1 16 0';
export const moonIcon = 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z';
export const sunIcon =
  'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M12 2v2 M12 20v2 M2 12h2 M20 12h2 M5 5l1.4 1.4 M17.6 17.6L19 19 M5 19l1.4-1.4 M17.6 6.4L19 5';
export const languageIcon =
  'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z M3 12h18 M12 3c2.5 2.5 3.8 5.5 3.8 9s-1.3 6.5-3.8 9c-2.5-2.5-3.8-5.5-3.8-9S9.5 5.5 12 3z';
export const signOutIcon = 'M14 4H5v16h9 M10 12h11 M17 8l4 4-4 4';
export const downloadIcon = 'M12 4v11 M7 11l5 5 5-5 M5 20h14';
export const uploadIcon = 'M12 16V4 M7 9l5-5 5 5 M5 20h14';
export const quoteIcon = 'M4 5h16v11H9l-5 4z M9 12.5c-1.5 0-1.5-3 .5-4 M14 12.5c-1.5 0-1.5-3 .5-4';
export const plusIcon = 'M12 5v14 M5 12h14';
export const coinsIcon = 'M9 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10z M15 9.5a5 5 0 1 1-5.5 5.5 M9 5v4 M7.5 6.5h3';
export const scaleIcon = 'M12 4v16 M8 20h8 M5 7h14 M5 7l-3 7h6z M19 7l-3 7h6z';
export const flaskIcon = 'M10 3h4 M11 3v6L5 19a1.5 1.5 0 0 0 1.3 2h11.4a1.5 1.5 0 0 0 1.3-2L13 9V3 M8 15h8';
export const gaugeIcon = 'M4 18a9 9 0 1 1 16 0 M12 14l4-5 M12 15a1 1 0 1 0 0-2 1 1 0 0 0 0 2z';
export const lockIcon = 'M6 11h12v10H6z M8 11V8a4 4 0 0 1 8 0v3 M12 15v2';
export const bellIcon = 'M6 17V11a6 6 0 0 1 12 0v6l2 2H4z M10 21h4';
export const backIcon = 'M19 12H5 M11 6l-6 6 6 6';
export const tagIcon = 'M4 4h8l8 8-8 8-8-8z M8.5 9a.5.5 0 1 0 0-1 .5.5 0 0 0 0 1z';
export const noteIcon = 'M5 4h14v11l-5 5H5z M14 20v-5h5 M8.5 8.5h7 M8.5 12h4';
export const sparkIcon = 'M12 3l2 6 6 3-6 2-2 7-2-7-6-2 6-3z';
export const settingsIcon =
  'M4 7h9 M17 7h3 M4 17h3 M11 17h9 M15 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4z M9 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z';
export const rulesIcon = 'M4 5h16v14H4z M4 10h16 M4 14.5h16 M10 10v9';
export const trashIcon = 'M5 7h14 M10 7V4h4v3 M7 7l1 13h8l1-13 M10.5 11v5 M13.5 11v5';
export const undoIcon = 'M9 6L5 10l4 4 M5 10h9a5 5 0 0 1 0 10h-3';
export const redoIcon = 'M15 6l4 4-4 4 M19 10h-9a5 5 0 0 0 0 10h3';
export const moreIcon = 'M5 11h1.5v1.5H5z M11.25 11h1.5v1.5h-1.5z M17.5 11H19v1.5h-1.5z';
export const starIcon = 'M12 3l2.7 5.8 6.3.8-4.6 4.4 1.2 6.3-5.6-3.1-5.6 3.1 1.2-6.3L3 9.6l6.3-.8z';
export const curveIcon = 'M4 4v16h16 M7 8c2 7 5 9 12 9';
export const gemIcon = 'M6 4h12l4 6-10 11L2 10z M2 10h20 M12 21L8 10l4-6 4 6z';
export const megaphoneIcon = 'M4 10v4h3l10 4V6L7 10z M20 10v4 M8 14.5l1.5 5h2l-1-4';
