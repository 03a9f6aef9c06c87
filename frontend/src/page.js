// What every page loads: htmx with its extension for streams, and the small things of our own.
import "htmx.org/dist/htmx.esm.js";
import "htmx.org/dist/ext/hx-sse.js";
import { reportFailures, showVerdicts } from "./verdicts.js";
import { listenForKeys } from "./keys.js";
import { walkListings } from "./listing.js";
import { upgradeSketches } from "./sketch.js";
import { upgradeSteps } from "./steps.js";

reportFailures();
showVerdicts();
listenForKeys();
upgradeSteps(document);
upgradeSketches(document);
walkListings(document);
