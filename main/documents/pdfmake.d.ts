/** The part of pdfmake that `pdf-document.ts` uses. Its published types bring the browser's with them, which main must not see. */
declare module 'pdfmake' {
  type Margins = readonly [left: number, top: number, right: number, bottom: number];

  interface Style {
    readonly alignment?: 'left' | 'right';
    readonly bold?: boolean;
    readonly color?: string;
    readonly fillColor?: string;
    readonly font?: string;
    readonly fontSize?: number;
    readonly headlineLevel?: number;
    readonly lineHeight?: number;
    readonly margin?: Margins;
    readonly outline?: boolean;
    readonly outlineText?: string;
    readonly pageBreak?: 'before' | 'after';
    readonly width?: number | '*' | 'auto';
  }

  interface LaidTable {
    readonly table: { readonly body: readonly unknown[] };
  }

  export interface TableLayout {
    readonly hLineWidth?: (line: number, table: LaidTable) => number;
    readonly vLineWidth?: (line: number, table: LaidTable) => number;
    readonly hLineColor?: () => string;
    readonly vLineColor?: () => string;
    readonly paddingLeft?: () => number;
    readonly paddingRight?: () => number;
    readonly paddingTop?: () => number;
    readonly paddingBottom?: () => number;
  }

  export type Content = Style &
    (
      | { readonly text: string | readonly Content[] }
      | { readonly ul: readonly string[] }
      | { readonly stack: readonly Content[]; readonly unbreakable?: boolean }
      | { readonly svg: string }
      | { readonly columns: readonly Content[] }
      | {
          readonly layout?: 'noBorders' | TableLayout;
          readonly table: {
            readonly widths: readonly (number | string)[];
            readonly body: readonly (readonly Content[])[];
            readonly headerRows?: number;
            readonly keepWithHeaderRows?: number;
            readonly dontBreakRows?: boolean;
          };
        }
    );

  interface DocumentDefinition {
    readonly pageSize: 'LETTER' | 'A4';
    readonly pageMargins: Margins;
    readonly version: '1.7';
    readonly language: string;
    readonly displayTitle: boolean;
    readonly info: { readonly title: string; readonly author: string; readonly creator: string; readonly producer: string; readonly creationDate: Date };
    readonly header: Content;
    readonly footer: (page: number, pages: number) => Content;
    readonly defaultStyle: Style;
    readonly content: readonly Content[];
  }

  const pdfMake: {
    setFonts(fonts: Readonly<Record<string, { readonly normal: string; readonly bold: string }>>): void;
    setUrlAccessPolicy(mayFetch: (address: string) => boolean): void;
    setLocalAccessPolicy(mayOpen: (path: string) => boolean): void;
    createPdf(definition: DocumentDefinition): { getBuffer(): Promise<Uint8Array> };
  };
  export { pdfMake as default };
}
