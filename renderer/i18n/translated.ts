/** The same keys in another language, no fewer and no more. Which values a text wants is compared by a test. */
export type Translated<Texts> = { readonly [Key in keyof Texts]: string };
