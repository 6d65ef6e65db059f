import Box from "@cloudscape-design/components/box";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** Nothing to show: says so, and what to do about it (`empty.<of>.title`, `empty.<of>.todo`). */
export function Empty({ of, children }: { of: string; children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Box textAlign="center" padding="l" color="text-body-secondary">
      <Box variant="strong" color="inherit">
        {t(`empty.${of}.title`)}
      </Box>
      <Box variant="p" color="inherit">
        {t(`empty.${of}.todo`)}
      </Box>
      {children}
    </Box>
  );
}
