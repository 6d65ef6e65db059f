/** Cloudscape's tokens under names of our own, so that plain style sheets follow light and dark. */
// The published token package lags behind the components, whose variables carry a hash: theirs must be read.
import * as tokens from "cloudscape-tokens";

const NAMES: Record<string, string> = {
  "--text": tokens.colorTextBodyDefault,
  "--text-quiet": tokens.colorTextBodySecondary,
  "--text-error": tokens.colorTextStatusError,
  "--text-warning": tokens.colorTextStatusWarning,
  "--text-success": tokens.colorTextStatusSuccess,
  "--link": tokens.colorTextLinkDefault,
  "--surface": tokens.colorBackgroundContainerContent,
  "--page": tokens.colorBackgroundLayoutMain,
  "--selected": tokens.colorBackgroundItemSelected,
  "--line": tokens.colorBorderDividerDefault,
  "--focus": tokens.colorBorderItemFocused,
  "--font": tokens.fontFamilyBase,
  "--mono": tokens.fontFamilyMonospace,
};

/** Cloudscape sets its variables on the body; aliases must live there to follow its modes. */
export function nameTokens(): void {
  for (const [name, value] of Object.entries(NAMES)) document.body.style.setProperty(name, value);
}
