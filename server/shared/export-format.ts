export const exportFormats = ['xml', 'xls', 'xlsx', 'txt', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];
