/* A page that answers a form counts as any other page of its address from here on. Without this line a browser writes
 * what was typed to its disk, to send it again when it restores the tab. Read first: a moment later it may be written.
 */
"use strict";
history.replaceState(history.state, "", window.location.href);
