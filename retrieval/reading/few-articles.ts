/** Up to so many articles, grounding decides on its own; with more, how far an article stands out says more. */
export const FEW_ARTICLES = 30;
