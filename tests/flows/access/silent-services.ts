/** Services that tell nothing of a shop's rows: they act (access-acts, access-posts), prove who asks, or only work on what they are given. */
const SILENT: Record<string, string> = {
  acts:
    "actToUndo actWithin answerOnce decideWhatCan followState followUp queueAssignment readPostedAct refusal endUndoTime openBarriers putBack undoAct undoWithin " +
    "writeDecision writeEffect",
  artfiles:
    "assignUpload commitArtfiles dropUpload findItem isNoArtfile makeZipAddress readArtworkPost receiveArtfiles " +
    "problemOfPhoto receiveItemArtfile receiveMemberPhoto receivePhotos receiveUpload replacePhoto whyBroken",
  batches: "actOfOrder noteTold workBatch",
  // Photos on their way are in no row: customer-uploads tells whose they are.
  customer: "decideAsCustomer dropSentPhotos receiveCustomerPhoto receivePhotoUpload sentPhotos",
  emails:
    "closeUnsent markSent markUnknown openEmailTask ordersWithAddress recordEmailEvent recordEmailEvents sendEmail settleAnswer " +
    "settleUnknownEmail",
  fulfilment:
    "askFulfilment askShopify askToCompare bringAbout compareFulfilment compareOrders createFolder deleteFolder freeLines " +
    "fulfilOrder holdAgain holdAgainByNumber fulfilmentDone fulfilmentRefused renameFolder resumeIfShutOut resumeShopify settleOrder sortIntoFolder tellLifted tellUnsettled",
  intake:
    "askForPlace tellMore fetchItemPhoto fetchPhotoAgain followLines followShop followWith importOrders lookForOrder lookForUnseen makeFileRenditions noteIntake orderDeleted " +
    "readOrderAgain receiveWebhook sweepOrders takeOrder tellItems tellPhotoArrived tellUnseenArtwork workWebhook",
  // hearLive names no more than steps: live-changes tells of it.
  screens: "artfileCard photoCard addressToHear answerTask hearLive queueOf showMachinery",
  shop:
    "addReason askToForgetCustomer askToRedactShop changeOpenOrders changeReasons forgetCustomer dropFiles forgetFiles installShop " +
    "leaveShop noteCustomerData readTimeZone redactShop renameReason retireReason saveFlowSettings setFlow setGuideline setUsualHours tellDataRequest unlessInstalled",
  team:
    "assignWork changeTeam enrolMember inviteByEmail markLeft readWho reassignOrder reassignOrders setAway " +
    "setAsksFirst setCapacity setRoles",
  upkeep: "checkHealth cleanUp cleanUpAbandoned cleanUpUploads forgetAnew sweepShops",
  who: "mayHave reportFault whoIsActing whoIsVisiting",
};

/** Their names, each after the name of its room. */
export function silentServices(): string[] {
  return Object.entries(SILENT).flatMap(([room, names]) => names.split(" ").map((name) => `${room}/${name}`));
}
