// All that everybody has to be able to use at the width of a desk, looked at by axe; and nothing on a page jumps while it comes.
import { everybodyCanUse } from "../e2e/showroom.ts";

everybodyCanUse("desk", 1280);
