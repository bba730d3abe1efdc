/** Services that tell nothing of a shop's rows: they act (access-acts, access-posts), prove who asks, or only work on what they are given. */
const SILENT: Record<string, string> = {
  acts:
    "actWithin decideWhatCan followState followUp queueAssignment readPostedAct refusal endUndoTime openBarriers undoAct " +
    "writeDecision writeEffect",
  artfiles:
    "assignUpload commitArtfiles dropUpload isNoArtfile makeZipAddress readArtworkPost receiveArtfiles " +
    "receiveItemArtfile receiveMemberPhoto receivePhotos receiveUpload replacePhoto",
  customer: "dayIn decideAsCustomer receiveCustomerPhoto",
  emails:
    "closeUnsent markSent markUnknown openEmailTask ordersWithAddress recordEmailEvent recordEmailEvents sendEmail settleAnswer " +
    "settleUnknownEmail",
  fulfilment:
    "askFulfilment askShopify askToCompare bringAbout compareFulfilment compareOrders createFolder deleteFolder freeLines " +
    "fulfilOrder fulfilmentDone fulfilmentRefused renameFolder resumeIfShutOut resumeShopify settleOrder sortIntoFolder tellLifted tellUnsettled",
  intake:
    "askForPlace fetchItemPhoto fetchPhotoAgain followLines followShop followWith importOrders lookForOrder lookForUnseen makeFileRenditions noteIntake orderDeleted " +
    "readOrderAgain receiveWebhook sweepOrders takeOrder tellItems tellPhotoArrived workWebhook",
  screens: "artfileCard photoCard answerTask showMachinery",
  shop:
    "addReason askToForgetCustomer askToRedactShop changeOpenOrders changeReasons forgetCustomer forgetFiles installShop " +
    "leaveShop noteCustomerData redactShop renameReason retireReason saveFlowSettings setFlow setGuideline setUsualHours tellDataRequest unlessInstalled",
  team:
    "assignWork changeTeam enrolMember inviteByEmail markLeft readWho reassignOrder reassignOrders setAway " +
    "setCapacity setRoles",
  upkeep: "checkHealth cleanUp cleanUpAbandoned cleanUpUploads sweepShops",
  who: "mayHave reportFault whoIsActing whoIsVisiting",
};

/** Their names, each after the name of its room. */
export function silentServices(): string[] {
  return Object.entries(SILENT).flatMap(([room, names]) => names.split(" ").map((name) => `${room}/${name}`));
}
