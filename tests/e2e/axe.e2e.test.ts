// What everybody has to be able to use, looked at by axe; and nothing on a page jumps while it comes. The width of a phone is walked in the days of the sweep.
import { everybodyCanUse } from "./showroom.ts";

everybodyCanUse("axe", 1280);
