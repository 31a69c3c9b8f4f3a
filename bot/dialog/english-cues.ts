import type { Cue } from './cue.ts';

/** Whatever else stands there. */
const certain = 100_000;
const sure = 100;
const strong = 8;
const some = 3;

/** English words that speak for a topic. Each is what an assistant behind a counter would act on. */
export const englishCues: readonly Cue[] = [
  [
    'order_status',
    strong,
    /\bwhere(?: the hell| on earth)?(?:'?s| is| are| r)? (?:it(?! (?:made|from))|my|our|the (?:rest|order))\b|\bany news\b|\bdispatched\b/i,
  ],
  ['order_status', sure, /\bwhere(?:'?s| is| are) my (?!money|refund|code|points|account)/i],
  [
    'delivery',
    strong,
    /\btracking(?! (?:me|us))\b|\bcourier\b|(?:\bnever|\bnot|n'?t) (?:come|came|comes|arrived?|turn(?:ed|s)? up)\b|\bhow (?:fast|soon|quick(?:ly)?)\b|\bexpress\b|\bnext[- ]day\b|\bis it late\b|\bdays? late\b|\bdelivery address\b|\bcustoms\b|\b(?:is|it'?s|parcel|order) late\b|\bfaster\b|\bspeed (?:it )?up\b/i,
  ],
  [
    'return_refund',
    strong,
    /\breturn(?:ing|ed)?\b|\bsend(?:ing)? (?:\w+ ){0,3}back\b|\bwho pays for the (?:return )?postage\b/i,
  ],
  [
    'return_refund',
    strong,
    /\bif (?:i|she|he|they|it|we) (?:don'?t|doesn'?t|do not|does not|won'?t) (?:like|fit|suit|love|want|work)/i,
  ],
  ['return_refund', some, /\brefund\w*\b|\bmoney back\b/i],
  ['return_refund', sure, /\bwho pays for (?:the )?(?:return )?(?:postage|shipping)\b/i],
  ['cancel', strong, /\bcancel(?:l?ing|led)?\b/i],
  ['payment', strong, /\binvoices?\b|\breceipts?\b|\bcharged (?:me )?(?:twice|double)\b|\binstal?ments?\b/i],
  [
    'promotion',
    strong,
    /\bdiscounts?\b|\bpromo(?:tion|s)?\b|\bvouchers?\b|\bcoupons?\b|\bpoints\b|\bexpires?\b|\b(?:too|so) expensive\b|\bmake it cheaper\b/i,
  ],
  [
    'promotion',
    strong,
    /\bgive me (?:a |an )?\d{1,2} ?(?:%|percent|off)|\b\d{1,2} ?(?:%|percent) (?:off|discount)\b/i,
  ],
  ['promotion', strong, /\b(?:black|cyber) (?:friday|week|monday)\b|\bprice[- ]?match\w*/i],
  ['promotion', strong, /\b[A-Z]{4,}\d{1,2}\b/],
  [
    'product_question',
    sure,
    /\b(?:do|did|have|got|would) (?:you|u|ya)(?: guys)? (?:sell|stock|have|hav|got|carry)\b|\b(?:you|u|ya) got\b|\bwhat do (?:you|u) sell\b|\bgift[- ]?wrap\w*/i,
  ],
  [
    'product_question',
    strong,
    /\bin stock\b|\bwarrant(?:y|ies)\b|\bwhich (?:\w+ )?(?:has|have|is|are|one|colou?rs?|scents?)\b|\bwhat (?:colou?rs?|sizes?|about)\b|\bhow (?:tall|big|wide|heavy|high)\b|\b(?:wash|iron|shrinks?|waterproof|windproof|vegan|allerg\w+|caffeine|itchy|scratchy)\b|\bvs\.?\b|\bbulk orders?\b|^any (?!(?:one|body|chance|news|new|thing|offers?|codes?)\b)|\bnotify me\b|\bwhere is it (?:made|from)\b/i,
  ],
  [
    'recommendation',
    strong,
    /\b(?:gift|present|something) for\b|\bideas\b|\brecommend\w*|\bsuggest\w*|\bbudget\b|\banything (?:similar|new|like)\b|\bshow me (?:others|more|some)\b|\bnew (?:in|arrivals?|products?|stuff)\b|\bwhat'?s new\b|\bhelp me (?:find|choose|pick)\b|\blooking for\b|\b(?:he|she|they) (?:likes?|loves?|enjoys?|is into|are into)\b|^(?:under|below|up to|max)\b/i,
  ],
  [
    'account',
    strong,
    /\bunsubscribe\b|\breset (?:mail|e-?mail|link|code)\b|\bpersonali[sz]\w+|\btrack(?:ing)? (?:me|us)\b|\bmy (?:personal )?data\b|\bpasswords?\b|\blog ?in\b|\bsign ?(?:in|up)\b|\b(?:without an|an|my) account\b|\bnewsletter\b|\bdelete everything\b/i,
  ],
  [
    'complaint',
    strong,
    /\brude\b|\bapolog(?:y|ise|ize)\b|\b(?:site|website|app|page|checkout)\b.*\b(?:crash\w*|broken|down|slow|confusing|work)\b|\bcan'?t check ?out\b/i,
  ],
  ['complaint', some, /\bwaiting for\b|\buseless\b|\bridiculous\b/i],
  [
    'complaint',
    strong,
    /\bstopped working\b|\bfaulty\b|\bdefective\b|\bfell apart\b|\bwon'?t (?:turn|switch) on\b|\b(?:chipped|cracked|snapped|ripped|torn|shattered|smashed)\b|\b(?:broke|died) (?:after|within)\b/i,
  ],
  [
    'complaint',
    certain,
    /\bmissing (?:one|item|part|piece|from)|\bonly (?:one|1|half|two|2|part) of\b|\b(?:came|arrived) (?:without|incomplete|broken|damaged)\b/i,
  ],
  ['complaint', sure, /\bcompensat\w+|\bfor the (?:delay|trouble|inconvenience)\b/i],
  [
    'person_wanted',
    sure,
    /\b(?<!\b(?:(?:are|r) (?:you|u)|am i (?:talking|speaking|chatting) (?:to|with)) (?:a |an )?)(?:human being|real person|speak to a (?:human|person|manager))\b/i,
  ],
  [
    'small_talk',
    sure,
    /\b(?:are|r) (?:you|u|ya) (?:\w+ ){0,3}(?:bot|human|robot|person|machine|ai)\b|^(?:hi,? |hello,? |hey,? )?(?:can|could|will) (?:you|u|ya) help(?: me)?(?: please| out| pls)?[?!. ]*$|\bam i (?:talking|speaking|chatting) (?:to|with) (?:a |an )?(?:\w+ )?(?:bot|human|robot|person|machine|ai)\b/i,
  ],
  // Code: its words ("return", "import") are no wishes.
  ['out_of_scope', certain, /\b\w+\([^)]*\)\s*(?::|\{|;|=>)|<\/\w+>|\bselect\b.+\bfrom\b.+\bwhere\b/i],
];

/** What is said for its own sake, whatever else a message says. */
export const englishManners =
  /\b(?:thanks?|thank you|thx|ty|cheers|ta|bye|goodbye|hello|hi|hey|lovely|brilliant|perfect|great|awesome|how are you|are you (?:a |an )?(?:bot|human|robot|real|ai)|who are you)\b/i;
