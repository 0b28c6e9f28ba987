/** What the mails that leave show inside their text. Pixels alone: a drawing in XML could carry a program. */
export const standsInMail = (mime: string): boolean => /^image\/(png|jpeg|gif|webp|bmp)$/i.test(mime);
