/** Begins: nothing is asked for before this browser has proved that it can seal. */

import { wordLists } from "../format/index.js";
import { appOf, guard } from "./frame.js";
import { whatStandsInTheWay } from "./proof.js";
import { language, speak } from "./say.js";
import { isUnsaved } from "./session.js";
import { readSettings } from "./settings.js";
import { cannotStep, startStep } from "./start.js";

speak(language());
const settings = readSettings();
const app = appOf(settings, wordLists(settings.words), startStep);
whatStandsInTheWay(settings).then((reason) => {
  if (reason) app.first = cannotStep(reason);
  else guard(app, isUnsaved);
  app.go(app.first);
  document.documentElement.dataset.ready = reason ?? "yes";
});
