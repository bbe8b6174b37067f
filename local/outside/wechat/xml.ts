/** As WeChat writes it: texts in CDATA. */
export const toXml = (fields: Record<string, string>): string =>
  `<xml>${Object.entries(fields)
    .map(([name, value]) => `<${name}><![CDATA[${value.replaceAll(']]>', ']] >')}]]></${name}>`)
    .join('')}</xml>`;
