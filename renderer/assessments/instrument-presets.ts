/** What is offered first for a disease, before anybody has chosen: ids of instruments, in the order shown. */
export const instrumentPresets = {
  ra: ['das28-crp', 'cdai', 'sdai', 'boolean-2022', 'haq-di'],
  psa: ['dapsa', 'cdapsa', 'mda', 'haq-di'],
  axspa: ['asdas-crp', 'basdai', 'basfi'],
  sle: ['sledai-2k'],
} as const;
export type InstrumentPreset = keyof typeof instrumentPresets;
