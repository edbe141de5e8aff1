// A page outside the register: wherever it is shown, no other window of the desk goes on showing the register.
"use strict";

new BroadcastChannel("isthmus-desk").postMessage("locked");
