/** The custom cloud of the local Azure, as the settings of VS Code's second Microsoft provider name it. */
export const customEnvironment = {
  name: "Hub",
  portalUrl: "https://portal.rig.test/",
  managementEndpointUrl: "https://management.rig.test/",
  resourceManagerEndpointUrl: "https://management.rig.test/",
  activeDirectoryEndpointUrl: "https://login.rig.test/",
  activeDirectoryResourceId: "https://management.rig.test/",
};
