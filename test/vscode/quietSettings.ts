/** User settings that keep a test's VS Code still: nothing is downloaded, offered or advertised. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.enableExperiments": false,
  "workbench.tips.enabled": false,
  "workbench.layoutControl.enabled": false,
  "workbench.reduceMotion": "on",
  "window.commandCenter": false,
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
};

/**
 * User settings that send VS Code's own network traffic to the local Azure.
 * With the system's certificates VS Code would refuse the local Azure's throw-away CA, which `NODE_EXTRA_CA_CERTS` names.
 */
export function localAzureSettings(proxy: string): Readonly<Record<string, unknown>> {
  return { "http.proxy": proxy, "http.systemCertificates": false };
}
