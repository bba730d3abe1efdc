// All that everybody has to be able to use at the width of a phone, in a shop with an order of every life.
import { everybodyCanUse } from "../e2e/showroom.ts";

everybodyCanUse("phone", 390);
