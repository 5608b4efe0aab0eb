/**
 * Languages offered where somebody says which one they speak (of a patient, or of a professional): those spoken most at home in
 * Québec and France, the languages of the First Nations and Inuit of Québec among them. Tags of BCP 47.
 */
export const offeredLanguages: readonly string[] = ['fr', 'en', 'es', 'ar', 'kab', 'ht', 'it', 'pt', 'el', 'ro', 'ru', 'uk', 'zh', 'vi', 'tl', 'fa', 'pa', 'hi', 'cr', 'iu', 'moe', 'atj', 'ase'];
