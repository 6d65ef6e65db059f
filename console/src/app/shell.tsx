import AppLayout from "@cloudscape-design/components/app-layout";
import Badge from "@cloudscape-design/components/badge";
import SideNavigation, { type SideNavigationProps } from "@cloudscape-design/components/side-navigation";
import Spinner from "@cloudscape-design/components/spinner";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, Route, Routes, useLocation, useNavigate } from "react-router";
import { useMe, useQueue } from "../api/queries.ts";
import { KeySheet } from "../ui/key_sheet.tsx";
import { ProblemAlert } from "../ui/problem.tsx";
import { isSynthetic, type RuntimeConfig } from "./config.ts";
import { PAGES, SECTIONS } from "./pages.ts";
import { prefer, usePreferences } from "./preferences.ts";
import { useKeys } from "./shortcuts.ts";
import { TopBar } from "./top_bar.tsx";

/** Top bar, navigation and the page of the address. */
export function Shell({ config, onSignOut }: { config: RuntimeConfig; onSignOut: () => void }) {
  const { t } = useTranslation();
  const [keysShown, showKeys] = useState(false);
  const navigate = useNavigate();
  const me = useMe();
  const { navigationOpen } = usePreferences();
  useKeys({ help: () => showKeys(true), search: () => navigate("/search") });
  return (
    <>
      <header id="top">
        <TopBar me={me.data} onKeys={() => showKeys(true)} onSignOut={onSignOut} />
        {isSynthetic(config) && (
          <p className="synthetic" role="note">
            {t("shell.synthetic", { stage: config.stage })}
          </p>
        )}
      </header>
      <AppLayout
        headerSelector="#top"
        toolsHide
        navigation={<Navigation />}
        navigationOpen={navigationOpen}
        onNavigationChange={({ detail }) => prefer({ navigationOpen: detail.open })}
        ariaLabels={{
          navigation: t("shell.navigation"),
          navigationToggle: t("shell.openNavigation"),
          navigationClose: t("shell.closeNavigation"),
        }}
        maxContentWidth={2400}
        content={me.error ? <ProblemAlert error={me.error} onRetry={me.refetch} /> : <Pages />}
      />
      <KeySheet visible={keysShown} onClose={() => showKeys(false)} />
    </>
  );
}

function Pages() {
  return (
    <Suspense fallback={<Spinner size="large" />}>
      <Routes>
        <Route path="/" element={<Navigate to="/queue" replace />} />
        {PAGES.map((page) => (
          <Route key={page.path} path={page.path} element={<page.component />} />
        ))}
        <Route path="*" element={<Navigate to="/queue" replace />} />
      </Routes>
    </Suspense>
  );
}

function Navigation() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const here = `/${useLocation().pathname.split("/")[1]}`;
  const counts = useQueue("opened").data?.pages[0]?.counts;
  const badges: Record<string, number | undefined> = {
    queue: counts?.opened,
    port: counts?.referred,
  };
  const link = (page: (typeof PAGES)[number]): SideNavigationProps.Link => ({
    type: "link",
    text: t(`pages.${page.key}`),
    href: page.path,
    info: badges[page.key] ? <Badge color="red">{badges[page.key]}</Badge> : undefined,
  });
  return (
    <SideNavigation
      header={{ text: t("shell.centre"), href: "/queue" }}
      activeHref={here === "/cases" ? "/queue" : here}
      onFollow={(event) => {
        event.preventDefault();
        navigate(event.detail.href);
      }}
      items={SECTIONS.map((section) => ({
        type: "section-group",
        title: t(`sections.${section}`),
        items: PAGES.filter((page) => page.section === section).map(link),
      }))}
    />
  );
}
