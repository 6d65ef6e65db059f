/** What a stage tells the console at run time, so that one build serves every stage. */
export interface RuntimeConfig {
  authority: string;
  client_id: string;
  authorize_url: string;
  token_url: string;
  logout_url: string;
  redirect_uri: string;
  stage: string;
  api: string;
}

/** Stages that hold invented persons only; a banner says so. */
const SYNTHETIC_STAGES = new Set(["local", "dev", "test", "demo"]);

export const isSynthetic = (config: RuntimeConfig) => SYNTHETIC_STAGES.has(config.stage);

/** Reads `/config.json`, which the web stack writes when it deploys. */
export async function loadConfig(): Promise<RuntimeConfig> {
  const response = await fetch("/config.json", { cache: "no-store" });
  if (!response.ok) throw new Error(`/config.json answered ${response.status}`);
  return (await response.json()) as RuntimeConfig;
}
