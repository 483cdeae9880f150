/** The control API was asked for something that does not exist; becomes a 404. */
export class UnknownThing extends Error {}
