import type { ReactElement } from 'react';

/** The drawings of the icon set: a 16-unit box, stroked by `Icon`, never filled. */
export const iconShapes = {
  today: (
    <>
      <path d="M3 4.5h10M3 8h6.5M3 11.5h4" />
      <path d="m10.5 11.3 1.3 1.3 2.4-2.8" />
    </>
  ),
  triage: (
    <>
      <path d="M2.5 9.5V12a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1V9.5l-2-6.2a.8.8 0 0 0-.8-.5H5.3a.8.8 0 0 0-.8.5z" />
      <path d="M2.5 9.5h3.2c.2 1.2 1 1.8 2.3 1.8s2.1-.6 2.3-1.8h3.2" />
    </>
  ),
  registry: (
    <>
      <circle cx="6" cy="5.3" r="2.3" />
      <path d="M1.8 13c.2-2.6 1.8-4 4.2-4s4 1.4 4.2 4" />
      <path d="M10.3 3.2a2.2 2.2 0 0 1 0 4.2M12 9.3c1.4.5 2.1 1.7 2.2 3.7" />
    </>
  ),
  calendar: (
    <>
      <rect x="2.3" y="3.2" width="11.4" height="10.3" rx="1.2" />
      <path d="M2.3 6.5h11.4M5.3 1.8v2.6M10.7 1.8v2.6" />
    </>
  ),
  followUp: (
    <>
      <path d="M13.3 8a5.3 5.3 0 1 1-1.7-3.9" />
      <path d="M13.5 1.8v2.7h-2.7" />
      <path d="M8 5.2V8l1.9 1.2" />
    </>
  ),
  pathway: (
    <>
      <rect x="2" y="2.8" width="3.2" height="10.4" rx=".8" />
      <rect x="6.4" y="2.8" width="3.2" height="7" rx=".8" />
      <rect x="10.8" y="2.8" width="3.2" height="4.4" rx=".8" />
    </>
  ),
  programme: (
    <>
      <path d="M2.3 13.5h11.4" />
      <path d="M2.8 10.2 6 6.8l2.6 2.2 4.6-5.2" />
    </>
  ),
  administration: (
    <>
      <path d="M2.3 4.5h6M11.3 4.5h2.4M2.3 11.5h2.4M7.7 11.5h6" />
      <circle cx="9.8" cy="4.5" r="1.5" />
      <circle cx="6.2" cy="11.5" r="1.5" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.3" />
      <path d="m10.2 10.2 3.3 3.3" />
    </>
  ),
  lock: (
    <>
      <rect x="3.3" y="7" width="9.4" height="6.5" rx="1.2" />
      <path d="M5.3 7V5a2.7 2.7 0 0 1 5.4 0v2" />
    </>
  ),
  saved: (
    <>
      <circle cx="8" cy="8" r="5.7" />
      <path d="m5.5 8.2 1.7 1.7 3.3-3.7" />
    </>
  ),
  video: (
    <>
      <rect x="1.8" y="4.2" width="8.4" height="7.6" rx="1.2" />
      <path d="m10.2 7.2 4-2.2v6l-4-2.2" />
    </>
  ),
  phone: (
    <>
      <path d="M3.2 2.5h2.3l1.2 3-1.6 1.2a8 8 0 0 0 4.2 4.2l1.2-1.6 3 1.2v2.3a .9.9 0 0 1-1 .9C7.2 13.3 2.7 8.8 2.3 3.5a .9.9 0 0 1 .9-1z" />
    </>
  ),
  home: (
    <>
      <path d="M2.3 7.5 8 2.6l5.7 4.9" />
      <path d="M3.8 6.5v6.9h8.4V6.5M6.7 13.3V9.5h2.6v3.8" />
    </>
  ),
  person: (
    <>
      <circle cx="8" cy="4.8" r="2.5" />
      <path d="M3.3 13.5c.2-3.2 2-4.8 4.7-4.8s4.5 1.6 4.7 4.8" />
    </>
  ),
  alert: (
    <>
      <path d="M8 2.3 14.2 13H1.8z" />
      <path d="M8 6.5v3M8 11.2v.1" />
    </>
  ),
  stop: (
    <>
      <path d="M5.5 1.8h5l3.7 3.7v5l-3.7 3.7h-5l-3.7-3.7v-5z" />
      <path d="M8 5v3.6M8 10.8v.1" />
    </>
  ),
  pause: (
    <>
      <path d="M5.5 1.8h5l3.7 3.7v5l-3.7 3.7h-5l-3.7-3.7v-5z" />
      <path d="M6.5 5.7v4.6M9.5 5.7v4.6" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="5.7" />
      <path d="M8 4.7V8l2.2 1.5" />
    </>
  ),
  check: (
    <>
      <path d="m3 8.5 3.2 3.2L13 4.5" />
    </>
  ),
  close: (
    <>
      <path d="m4 4 8 8M12 4l-8 8" />
    </>
  ),
  chevronRight: (
    <>
      <path d="m6 3.5 4.5 4.5L6 12.5" />
    </>
  ),
  chevronDown: (
    <>
      <path d="m3.5 6 4.5 4.5L12.5 6" />
    </>
  ),
  chevronLeft: (
    <>
      <path d="M10 3.5 5.5 8l4.5 4.5" />
    </>
  ),
  attachment: (
    <>
      <path d="m13 7.3-5.2 5.2a3 3 0 0 1-4.3-4.3l5.5-5.5a2 2 0 0 1 2.9 2.9l-5.4 5.4a1 1 0 0 1-1.5-1.5l4.8-4.8" />
    </>
  ),
  document: (
    <>
      <path d="M4 1.8h5.3L12.5 5v9.2H4z" />
      <path d="M9.2 1.9V5h3.2M6.2 8.2h4M6.2 10.8h4" />
    </>
  ),
  print: (
    <>
      <path d="M4.3 6V2.3h7.4V6M4.3 11.5h-2V6h11.4v5.5h-2" />
      <rect x="4.3" y="9.5" width="7.4" height="4.2" />
    </>
  ),
  download: (
    <>
      <path d="M8 2.3v7.5M4.8 6.8 8 10l3.2-3.2M2.8 13.3h10.4" />
    </>
  ),
  plus: (
    <>
      <path d="M8 3v10M3 8h10" />
    </>
  ),
  minus: (
    <>
      <path d="M3.5 8h9" />
    </>
  ),
  arrowUp: (
    <>
      <path d="M8 13V3.2M4 7.2l4-4 4 4" />
    </>
  ),
  arrowDown: (
    <>
      <path d="M8 3v9.8M4 8.8l4 4 4-4" />
    </>
  ),
  arrowRight: (
    <>
      <path d="M3 8h9.8M8.8 4l4 4-4 4" />
    </>
  ),
  medication: (
    <>
      <rect x="1.6" y="5.2" width="12.8" height="5.6" rx="2.8" transform="rotate(-40 8 8)" />
      <path d="m6.1 5.9 3.7 4.3" />
    </>
  ),
  laboratory: (
    <>
      <path d="M6.3 2.2v4L2.9 12a1.2 1.2 0 0 0 1 1.8h8.2a1.2 1.2 0 0 0 1-1.8L9.7 6.2v-4M5.2 2.2h5.6M4.5 10h7" />
    </>
  ),
  mobility: (
    <>
      <circle cx="8.5" cy="2.9" r="1.3" />
      <path d="m5 14 2-4 .6-4.2L5 7.3v2.2M7.6 5.8l1.6 1.8 2 .6M7 10l2.3 1.500.7 2.5M12.5 9.5V14" />
    </>
  ),
  language: (
    <>
      <circle cx="8" cy="8" r="5.8" />
      <path d="M2.2 8h11.6M8 2.2c2 1.7 2.6 3.6 2.6 5.8S10 12.1 8 13.8C6 12.1 5.4 10.2 5.4 8S6 3.9 8 2.2z" />
    </>
  ),
  key: (
    <>
      <circle cx="5" cy="11" r="2.7" />
      <path d="m7 9 6-6M10.5 5.5l2 2" />
    </>
  ),
  filter: (
    <>
      <path d="M2.3 3.5h11.4L9.5 8.5v4.3l-3-1.5V8.5z" />
    </>
  ),
  columns: (
    <>
      <rect x="2.3" y="3" width="11.4" height="10" rx="1" />
      <path d="M6.1 3v10M9.9 3v10" />
    </>
  ),
  undo: (
    <>
      <path d="M5.3 3 2.5 5.8l2.8 2.8" />
      <path d="M2.7 5.8h6.6a3.9 3.9 0 0 1 0 7.7H6" />
    </>
  ),
  swap: (
    <>
      <path d="M3 5.5h9.5M9.8 2.8l2.7 2.7-2.7 2.7M13 10.8H3.5M6.2 8.1l-2.7 2.7 2.7 2.7" />
    </>
  ),
  place: (
    <>
      <path d="M8 14s4.7-4.3 4.7-7.7a4.7 4.7 0 0 0-9.4 0C3.3 9.7 8 14 8 14z" />
      <circle cx="8" cy="6.3" r="1.6" />
    </>
  ),
  shield: (
    <>
      <path d="M8 1.9 13 3.7v4c0 3.1-2 5.3-5 6.5-3-1.2-5-3.4-5-6.5v-4z" />
      <path d="m5.8 8 1.6 1.6 2.9-3.2" />
    </>
  ),
  mail: (
    <>
      <path d="M2 3.5h12v9H2zM2.2 4l5.8 4.8L13.8 4" />
    </>
  ),
  bell: (
    <>
      <path d="M4 11.3V7a4 4 0 0 1 8 0v4.3l1.2 1.2H2.8zM6.7 14h2.6" />
    </>
  ),
  syringe: (
    <>
      <path d="m10 2.5 3.5 3.5M11.8 4.2 9.8 6.2M8 4.5 11.5 8 6.3 13.2 2.8 13.2 2.8 9.7zM2.8 13.2 1.6 14.4M6 8.2l1.3 1.3" />
    </>
  ),
  target: (
    <>
      <circle cx="8" cy="8" r="5.8" />
      <circle cx="8" cy="8" r="2.4" />
    </>
  ),
  more: (
    <>
      <path d="M3.5 8h.1M8 8h.1M12.5 8h.1" strokeWidth="2" />
    </>
  ),
  car: (
    <>
      <path d="M2.3 11.5V8.3l1.6-3.8a1 1 0 0 1 .9-.6h6.4a1 1 0 0 1 .9.6l1.6 3.8v3.2zM2.3 8.3h11.4" />
      <circle cx="5" cy="11.7" r="1.2" />
      <circle cx="11" cy="11.7" r="1.2" />
    </>
  ),
  book: (
    <>
      <path d="M3 2.8h4c.7 0 1 .4 1 1v9.4c0-.6-.4-1-1-1H3zM13 2.8H9c-.7 0-1 .4-1 1v9.4c0-.6.4-1 1-1h4z" />
    </>
  ),
} as const satisfies Record<string, ReactElement>;

export type IconName = keyof typeof iconShapes;
