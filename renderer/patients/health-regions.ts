/** Codes of the 18 health regions (régions sociosanitaires) of Québec; their names are in the catalogues, `common:region`. */
export const healthRegions = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18'] as const;
