/** All style sheets in the order they build on each other; the tokens are the desk's too. */
import "../../waymeet/design/static/design/tokens.css";
import "./ui/base.css";
import "./ui/controls.css";
import "./ui/frame.css";
import "./ui/sheet.css";
import "./shell/shell.css";
import "./organizing/walk.css";
import "./organizing/door.css";
import "./organizing/map.css";
import "./organizing/week.css";
import "./care/kits.css";
