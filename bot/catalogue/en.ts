/**
 * What the bot says in English: several wordings a key, `{name}` for what is filled in. English decides which keys
 * and names there are; every other language must have them all.
 */
export const en = {
  // First contact and manners
  'greet.bot': [
    "Hello! I'm {shop}'s assistant, a bot. I can look up orders, returns and products at any hour, and fetch a person whenever you like. What can I do for you?",
    "Hi, welcome to {shop}! I'm a bot, here day and night for orders, returns and product questions. A person is one tap away. How can I help?",
  ],
  'greet.prefix': ["Hi, I'm {shop}'s bot.", "Hello, {shop}'s bot here."],
  'smalltalk.hello': ['Hello! What can I do for you?', 'Hi there! How can I help?'],
  'smalltalk.here': ["I'm here. What is it about?", 'Still here, go ahead.', "Yes, I'm listening."],
  'smalltalk.more': [
    'Could you tell me a little more? An order, a return, a product: a few words are enough.',
    "I'm not sure what you'd like. Say it in a few words, or pick one of these.",
    'What would you like me to look at?',
  ],
  'smalltalk.agreed': [
    'All right. Say so when there is anything else.',
    "Good. I'm here if something else comes up.",
    'Fine, just write when you need me.',
  ],
  'smalltalk.upset': [
    "I can tell this has been annoying, and I'm sorry. Tell me what went wrong, or I'll fetch a colleague.",
    'You have every right to be cross. Shall a colleague take it from here?',
    "I'm sorry this is no fun. A colleague can look at it with you.",
  ],
  'smalltalk.abuse': [
    "I hear that you're angry. Let me help with what is behind it, or a colleague can take over.",
    "I won't take that amiss. What went wrong? A colleague can also step in.",
    "Let's sort out what made you angry. Shall I fetch a colleague?",
  ],
  'smalltalk.thanks': [
    "You're welcome! Anything else?",
    'Glad that helped. I am here if anything else comes up.',
  ],
  'smalltalk.bye': ['Goodbye, and thank you for stopping by!', 'Bye! Have a lovely day.'],
  'smalltalk.bot': [
    "I'm a bot: software that answers for {shop}. If you would rather talk to a person, just say so.",
    "No human here, I'm {shop}'s bot. I can fetch a person for you at any time.",
  ],
  'smalltalk.well': [
    'All well here, thank you! What can I do for you?',
    "I'm fine, thanks for asking. How can I help?",
  ],
  'tone.sorry': ["I'm sorry for the trouble.", 'Sorry about that.'],
  'safety.life': [
    "I'm really glad you told me, and I'm sorry it is this hard. I'm only a shop's bot, so please talk to somebody right now: your local emergency number or a helpline (in the UK Samaritans, 116 123; in mainland China 12356), or a person you trust near you. You don't have to carry this alone.",
  ],
  'safety.harm': [
    "I'm so sorry. Your safety comes first: please stop using it, unplug it if it has a plug, and see a doctor or call the emergency number if anybody is hurt. Keep the item and photos of it.",
  ],
  'said.again': ['As I said:', 'It still stands like this:', 'Once more, to be sure:'],
  'wishes.later': ['And then: {what}. Tap it when we are through here.'],
  'choice.order': ['Where is my order?'],
  'choice.return': ['Return something'],
  'choice.recommend': ['Recommend something'],
  'choice.person': ['Talk to a person'],
  'choice.yes': ['Yes'],
  'choice.no': ['No'],

  // Orders
  'order.line': ['{number}: {item}, {date}'],
  'order.andMore': ['{item} and {count} more'],
  'order.which': ['Which of these orders do you mean?', 'You have a few recent orders. Which one is it?'],
  'order.none': [
    "I don't see any order in your account yet. If you bought as a guest, tell me the order number and the e-mail address, and I look it up.",
  ],
  'order.unknown': [
    "I can't find an order with that number in your account. Could you check it? Your recent ones are below.",
  ],
  'order.placed': ['We have your order {number} of {date}. It is waiting to be packed.'],
  'order.packed': ['Your order {number} of {date} is packed and about to leave our warehouse.'],
  'order.shipped': ['Your order {number} of {date} is on its way.', 'Order {number} of {date} has left us.'],
  'order.delivered': ['Your order {number} of {date} was delivered on {delivered}.'],
  'order.arrived': ['Your order {number} of {date} has been delivered.'],
  'order.cancelled': [
    'Your order {number} of {date} was cancelled on {cancelled}.',
    'Order {number} of {date} is cancelled; nothing will be sent.',
  ],
  'order.guest': [
    "I can tell you an order's state when you give me its number and the e-mail address it was placed with. For everything else, please sign in to the shop.",
  ],
  'order.guestNumber': [
    'I need the order number as well: it is in the e-mail that confirmed your order. Without it a colleague can search for you.',
  ],
  'order.guestEmail': ['Thanks. And the e-mail address that you ordered with?'],
  'order.guestUnknown': [
    'Number and e-mail address do not belong to one of our orders. Could you check both?',
  ],
  'order.guestLimit': [
    'I have looked up as many orders as I may without a sign-in for now. Please sign in to the shop to see yours, try again in an hour, or let me fetch a colleague.',
  ],
  'order.guestState': ['That order is {state}. Sign in to see more.'],
  'order.guestPromised': ['That order is {state}, promised for {promised}. Sign in to see more.'],
  'signin.first': [
    'For that I have to be sure it is you: please sign in to the shop and open the chat again. I can also fetch a colleague.',
  ],
  'state.placed': ['placed'],
  'state.packed': ['packed'],
  'state.shipped': ['on its way'],
  'state.delivered': ['delivered'],
  'state.cancelled': ['cancelled'],
  'step.placed': ['Ordered'],
  'step.packed': ['Packed'],
  'step.shipped': ['Shipped'],
  'step.delivered': ['Delivered'],

  // Delivery
  'delivery.preparing': ['It has not been handed to the carrier yet. Promised day: {promised}.'],
  'delivery.moving': [
    '{carrier} has it (tracking {tracking}). It should be with you by {promised}.',
    'It is with {carrier}, tracking number {tracking}, and due by {promised}.',
  ],
  'delivery.outForDelivery': ['{carrier} is bringing it today (tracking {tracking}).'],
  'delivery.lastSeen': ['Last seen: {place}, {date}.'],
  'delivery.overdue': [
    "I'm sorry: it was promised for {promised} and that day has passed. {carrier} still has it, tracking {tracking}. I can ask a colleague to chase it.",
    'That parcel is late, and I am sorry. We promised {promised}. It is with {carrier} under {tracking}; a colleague can chase it for you.',
  ],
  'delivery.delayed': [
    "{carrier} reports a delay. We promised {promised}; I can't vouch for that day any more, and I'm sorry. Tracking: {tracking}.",
  ],
  'delivery.lost': [
    "I'm very sorry: {carrier} has lost track of this parcel. A colleague has to settle this with you; shall I fetch one?",
  ],
  'delivery.delivered': ['{carrier} marked it as delivered on {delivered}.'],
  'delivery.notThere': [
    "If it isn't there, please look with neighbours and at your safe place first. If it stays missing, I'll fetch a colleague.",
  ],
  'delivery.notMarked': ['According to the carrier it has not been delivered yet.'],
  'delivery.terms': [
    'Delivery to {country} costs {fee} and takes {from} to {to} working days.',
    'To {country} it is {fee}, and {from} to {to} working days.',
  ],
  'delivery.free': ['Shipping is free from {amount}.'],
  'delivery.change': [
    'I cannot change an address or leave word with the driver myself. A colleague can try while the parcel is not out for delivery; shall I fetch one?',
  ],
  'choice.chase': ['Have it chased'],
  'choice.fetch': ['Fetch a colleague'],

  // Returns
  'return.noted': ['Thank you, noted.', 'Noted, thanks.'],
  'return.whichLine': [
    'What would you like to send back from order {number}?',
    'Which item of order {number} is it?',
  ],
  'return.everything': ['Everything'],
  'return.confirm': [
    'Shall I open a return for {items} from order {number}?',
    'Just to be sure: you want to return {items} from order {number}?',
  ],
  'return.opened': [
    'Done. Your return number is {return}. Put it in the parcel with {items}; your refund follows once it has reached us.',
    'Your return {return} is open. Enclose the number with {items}, and we refund you as soon as it is here.',
  ],
  'return.tooLate': [
    'Order {number} came on {delivered}, and returns are open for {days} days after delivery, so I cannot open one myself. If something is faulty, a colleague will look at it.',
  ],
  'return.notDelivered': [
    "Order {number} hasn't been delivered yet. Once it is there you have {days} days to send it back.",
  ],
  'return.notShipped': [
    "Order {number} hasn't left us yet, so cancelling is easier than returning. Shall I cancel it?",
  ],
  'return.already': ['A return for order {number} is open: {return}. It is waiting for your parcel.'],
  'return.received': ['Your return {return} has reached us. The refund is being made.'],
  'return.refunded': ['We refunded {amount} for order {number} on {date}. Banks take a few days to show it.'],
  'return.rejected': ['Return {return} was not accepted. A colleague can tell you why.'],
  'return.notFound': [
    'I find no return in your account that could be meant. A colleague can look for your parcel; shall I fetch one?',
  ],
  'return.kept': ['All right, nothing is returned.', 'No problem, I have not opened a return.'],
  'return.none': ['I see no order that could be returned in your account.'],
  'return.terms': [
    'You have {days} days from delivery to send things back.',
    'Things can go back for {days} days after delivery.',
  ],
  'return.signIn': ['To open one, sign in to the shop and come back to this chat.'],
  'return.exchange': [
    'An exchange works as a return and a new order: send this one back, and order the right one.',
    'To exchange it, we take this one back and you order the other one.',
  ],
  'return.late': ['It is overdue, too: a colleague can chase it, or settle it with you. Shall I fetch one?'],
  'return.moneyAlone': [
    'Money back without sending something back is for a colleague to decide; I cannot do that from here. Shall I pass it on?',
  ],

  // Cancelling
  'cancel.confirm': [
    'Shall I cancel order {number} ({items}, {total})?',
    'Order {number} has not left yet: {items}, {total}. Cancel it?',
  ],
  'cancel.done': ['Order {number} is cancelled. {total} goes back to how you paid.'],
  'cancel.kept': ['All right, order {number} stays as it is.'],
  'cancel.onlyOne': [
    '{number} stays as it is. It is the only order that can still be stopped; the others have left already. Shall we look at a return?',
  ],
  'cancel.shipped': [
    'Order {number} has left our warehouse, so it can no longer be stopped. You can send it back within {days} days of delivery.',
    "I can't call {number} back any more: it has left our warehouse. Within {days} days of delivery you can return it.",
  ],
  'cancel.refusal': [
    'Order {number} is on its way. I find no rule about refusing a parcel, so I would rather not promise anything: taking it in and returning it within {days} days is certain, or ask a colleague first.',
  ],
  'cancel.delivered': ['Order {number} was delivered already. Would you like to return it?'],
  'cancel.already': ['Order {number} is cancelled already.'],
  'cancel.undo': [
    'A cancelled order cannot be brought back, I am sorry. Its items can simply be ordered again; a colleague can help if something stands in the way.',
  ],
  'order.contents': ['Order {number} holds {items}.', 'In order {number}: {items}.'],
  'cancel.contents': ['Order {number} holds {items}. Shall I cancel it?'],
  'cancel.partly': [
    'I can only cancel a whole order; a change of lines or quantities takes a colleague. Shall I fetch one, or cancel order {number} as a whole?',
  ],
  'choice.cancelAll': ['Cancel the whole order'],
  'choice.cancelYes': ['Yes, cancel it'],
  'choice.cancelNo': ['No, keep it'],
  'choice.returnYes': ['Yes, return it'],
  'choice.returnNo': ['No, keep it'],

  // Payment
  'payment.methods': ['You can pay by {methods}.'],
  'payment.taken': ['Yes, {method} works.', '{method} is fine.'],
  'payment.notTaken': ['Sorry, we do not take {method}.', 'I am afraid we do not take {method} here.'],
  'payment.order': ['Order {number} came to {total}: shipping {shipping}, tax contained {tax}.'],
  'payment.invoice': [
    'The invoice for order {number} is made out by a colleague. Shall I pass your wish on?',
  ],
  'payment.invoices': [
    'Several invoices at once are put together by a colleague. Shall I pass your wish on?',
  ],
  'payment.invoiceSpecial': [
    'An invoice for a company is made out by a colleague. Write the company name and tax number here, and shall I pass it on?',
  ],
  'payment.invoiceGuest': [
    'Your invoice comes by e-mail. To have it sent again I need your order number; a colleague then does it. Shall I pass it on?',
  ],
  'payment.twice': [
    'I see one order here for each payment I know of. A second charge has to be looked into by a colleague, who can see the payments; shall I fetch one?',
  ],
  'payment.trouble': [
    'I cannot see into payments, so a colleague should look at this. If a payment failed, nothing was ordered unless you see the order in your account.',
  ],

  // Products
  'product.attribute': ['{name}: {attribute} {value}.'],
  'product.price': ['{name} costs {price}.'],
  'product.inColour': ['Yes: {name}, {price}, in stock.', 'There is: {name}, {price}, in stock.'],
  'product.inStock': ['{name} is in stock.', 'Yes, {name} is in stock.'],
  'product.outOfStock': ['{name} is sold out at the moment.'],
  'product.variants': ['{name} comes in {list}.'],
  'product.about': ['{name}: {text}'],
  'product.unsaid': [
    "Our description doesn't mention that, and I don't want to guess. What it says of {name}: {text} Shall a colleague check?",
    'I find nothing about that. {name} is described like this: {text} A colleague can check for you.',
  ],
  'product.article': ['{text}'],
  'product.review': ['A shopper wrote about {name}: "{text}"'],
  'reviews.small': [
    'Of {of} reviews that speak of the size of {name}, {happy} are happy with it; {unhappy} are not, and {small} of those say that it runs small.',
  ],
  'reviews.large': [
    'Of {of} reviews that speak of the size of {name}, {happy} are happy with it; {unhappy} are not, and {large} of those say that it runs large.',
  ],
  'reviews.aspect': [
    'Of {of} reviews of {name} that speak of {aspect}, {happy} are happy with it and {unhappy} are not.',
  ],
  'reviews.size_fit': ['its size'],
  'reviews.quality': ['its quality'],
  'reviews.performance': ['how it works'],
  'reviews.appearance': ['its looks'],
  'reviews.packaging': ['its packaging'],
  'reviews.value_for_money': ['what it is worth'],
  'reviews.delivery': ['its delivery'],
  'reviews.service': ['the service'],
  'reviews.general': ['it as a whole'],
  'product.unknown': [
    "I don't know that, and I won't guess. A colleague can find out for you.",
    "I can't find that in our catalogue or our guides. Shall I ask a colleague?",
  ],
  'product.which': ['Which product do you mean?'],
  'product.leastExpensive': ['The least expensive that I find:', 'Of those I find, these cost least:'],
  'product.have': ['Yes, these:', 'We have these:', 'Here they are:'],
  'product.saySo': ['These say so of themselves:', 'Going by their descriptions, these:'],
  'product.nearest': [
    "I don't see that in our shop. The nearest that we have:",
    'That is not among our things, as far as I can see. This comes closest:',
  ],
  'product.notCarried': ["I don't see that in our shop, sorry. Shall I suggest something else?"],
  'product.categories': ['We have {list}. What are you looking for?'],
  'product.total': ['{what}: {goods}, delivery {fee}, together {total}.'],
  'product.totalFree': ['{what}: {goods}, and delivery is free for that.'],
  'product.whichVariant': ['There are several: {list}. Which one do you mean?'],
  'product.notSuch': ['I find no such variant of {name}. There is {list}.'],
  'product.ask': ['{name}: what would you like to know?'],
  'product.buy': [
    "{name} is {price} and in stock. Open it with View on the card and put it in the cart there; I can't do that for you.",
  ],
  'product.buySoldOut': [
    "{name} is sold out right now, so it can't be ordered. Shall I look for something like it?",
  ],
  'product.compare': ['{first}; {second}.'],
  'product.features': ['{name}: {price}{list}'],
  'product.feature': ['{attribute} {value}'],
  'product.compareBy': ['By that, {name} comes out ahead.'],
  'source.review': ['Review of {name}'],
  'attribute.price': ['price'],
  'attribute.colour': ['colour'],
  'attribute.variety': ['variety'],
  'attribute.size': ['sizes'],
  'attribute.material': ['material'],
  'attribute.care': ['care'],
  'attribute.capacity': ['holds'],
  'attribute.dimensions': ['measures'],
  'attribute.weight': ['weighs'],
  'attribute.height': ['height'],
  'attribute.length': ['length'],
  'attribute.diameter': ['diameter'],
  'attribute.power': ['power'],
  'attribute.battery': ['battery'],
  'attribute.bulb': ['bulb'],

  // Promotions
  'promotion.public': [
    'At the moment there is: {list}.',
    'On for everybody: {list}.',
    'What anybody can use right now: {list}.',
  ],
  'promotion.publicList': ['At the moment there is:', 'On for everybody:', 'What anybody can use right now:'],
  'promotion.none': ['There is no promotion on at the moment.'],
  'promotion.withCode': ['{name} with the code {code}'],
  'promotion.until': ['{promotion}, until {date}'],
  'promotion.from': ['{promotion}, from {amount}'],
  'promotion.pointsSignIn': ['Sign in to the shop, and I can tell you how many points you have.'],
  'promotion.points': ['You have {points} loyalty points.'],
  'promotion.haggle': [
    "I can't change prices, however nicely I'm asked: what is on is all there is.",
    'Our prices are the same for everybody who asks, so haggling will not help here, sorry.',
  ],
  'promotion.ownAbove': [
    'Your own offer from further up still stands.',
    'And the offer further up is yours as before.',
  ],
  'promotion.decided': [
    'Fixed rules of the shop decide on offers, from what stands in an account, once for a period. What is said here changes nothing about it, and neither I nor a colleague in this chat can negotiate.',
    'Nobody decides it in a chat: offers follow fixed rules on account facts, once for a period, so others may have one that you have not, and the other way round. Public promotions are for everybody.',
  ],
  'promotion.codeWants': ['About that code: {promotion}.'],
  'promotion.firm': [
    "I can't add anything to that by talking. What I can do is show you things that cost less.",
    "The price is the price, and it's the same for everyone, also for regulars. Want to see something cheaper?",
    "No room there, I'm afraid, and I won't pretend there is. Shall I look within your budget?",
    "I understand that you compare, that's fair. Our price stays as it is.",
    "Still no, and I'm sorry to repeat it. I'd rather be honest than keep you hoping.",
    "You're persistent, I like that! The price doesn't move all the same.",
    "Asking again won't change it, and I'd rather say so than keep you waiting.",
    'If I could, I would. Prices are not mine to change, however often we go over it.',
    "Same answer, sorry. Tell me what you can spend, and I'll look for something that fits.",
    'I wish I had better news. The public promotions are yours to use at any time.',
  ],
  'promotion.code': [
    'I cannot see your basket. A code may want a minimum, be over, or have been used; the basket says which when you enter it.',
  ],
  'promotion.codeAgain': [
    "If it still won't go through, a colleague can look at the code itself. Shall I fetch one?",
  ],

  // Offers
  'offer.intro': ['By the way, this is yours if you like:', 'One more thing, for you:'],
  'offer.accepted': [
    'It is yours: enter {code} at checkout, until {date}.',
    'Done! Enter the code {code} in the basket, at the latest on {date}.',
  ],
  'offer.declined': ['All right, I will not bring it up again.', 'No problem, consider it gone.'],
  'offer.gone': ['That offer is no longer open.'],
  'button.view': ['View'],
  'button.ask': ['Ask about it'],
  'button.accept': ['Yes, please'],
  'button.decline': ['No, thank you'],
  'button.until': ['Until {date}'],
  'personalisation.refused': [
    'Done: from now on you see public promotions only, and nothing is personalised.',
  ],
  'personalisation.signIn': ['Nothing is personalised for visitors who are not signed in.'],

  // Recommendations
  'recommend.here': ['These might be for you:', 'Have a look at these:', 'Here is what I would pick:'],
  'recommend.cheaper': ['Here is something for less:', 'These cost less:'],
  'recommend.colour': ['It also comes in these:'],
  'recommend.budget': ['Within {amount}:'],
  'recommend.assumed': [
    'Our prices are in {currency}, so I looked within {amount}. If you meant another currency, tell me what that comes to:',
  ],
  'recommend.none': ["I found nothing that fits. Tell me a little more about what you're looking for?"],
  'recommend.cheapest': [
    'Those were already the cheapest of their kind that I have. Shall I look at something else?',
  ],
  'choice.cheaper': ['Something cheaper'],
  'choice.others': ['Show me others'],
  'choice.bargains': ['Show me cheaper things'],

  // Account and privacy
  'account.password': [
    'Use "Forgot password" on the sign-in page; the mail comes within minutes, so check the spam folder too. If none comes, a colleague can help.',
  ],
  'account.noMail': [
    'That happens when the account has another address, or the mail is held up. A colleague can check which address it goes to and get you in; shall I fetch one?',
  ],
  'account.change': [
    'You can change name, address and e-mail in your account. For a number or address you no longer have, a colleague must check that it is you.',
  ],
  'account.lostNumber': [
    "If codes go to a phone or mailbox that you no longer have, you can't change it yourself: a colleague has to check that it is you and then sets the new one. Shall I fetch one?",
  ],
  'account.personalisation': [
    'Shall I switch personalised offers and recommendations off for you? You will then see what everybody sees; nothing else changes.',
  ],
  'account.unsubscribe': ['A colleague will take you off the list; shall I pass that on?'],
  'consent.chat': [
    'May {shop} write to you here in the chat, of its own accord, with products chosen for you from your orders and what you looked at? You can stop it with one tap at any time.',
  ],
  'consent.email': [
    'May {shop} send you e-mails, of its own accord, with products chosen for you from your orders and what you looked at? Every e-mail has a link that stops them.',
  ],
  'consent.given': ['Thank you, I have noted that. To stop it, say "stop writing to me".'],
  'consent.standing': ['You have allowed that already. To stop it, say "stop writing to me".'],
  'outreach.stop': ['Stop these messages'],
  'outreach.stopped': [
    'Done: I will not write to you of my own accord any more, neither here nor by e-mail. What you ask me I answer as before.',
  ],
  'outreach.hello': ['Hello! We have not seen you for a while, so here is something that may suit you.'],
  'outreach.why.chat': ['You get this because you allowed {shop} to write to you here.'],
  'outreach.why.email': ['You get this e-mail because you allowed {shop} to write to you.'],
  'outreach.subject': ['Something for you from {shop}'],
  'outreach.bye': ['Stop these e-mails: {link}'],
  'outreach.page.title': ['Messages from {shop}'],
  'outreach.page.ask': ['Shall {shop} stop writing to you of its own accord, by e-mail and in the chat?'],
  'outreach.page.done': [
    'Done. {shop} will not write to you of its own accord any more. What you ask is answered as before.',
  ],
  'outreach.page.bad': [
    'This link is not one of ours, or it has run out. Use the link of a newer e-mail, or tell the chat "stop writing to me" while you are signed in.',
  ],
  'account.export': [
    'Shall I make you a copy of all that is kept here about you? You get a link in this chat, good for one download.',
  ],
  'account.exportByPerson': ['Shall I record your wish for a copy of your data?'],
  'account.exportRecorded': ['Recorded. You will get a copy of your data, within a month at the latest.'],
  'account.exportReady': [
    'Here is your copy. The link works once, within {minutes} minutes; please do not pass it on.',
  ],
  'account.exportFile': ['My data'],
  'account.erasure': [
    'I can erase your data now, and nobody can undo it.\nErased: your name, e-mail and customer number, all messages and files of your chats and what was learnt from them, carts, what you looked at, preferences.\nKept without your name: orders, invoices, the books of discounts and the proof of your consents, since the law demands it; also your reviews, and which offers were drawn.\nShall I erase it?',
  ],
  'account.erasureVisitor': [
    'I can erase this chat now, and nobody can undo it.\nErased: all messages and files of this chat and what was learnt from them.\nKept: that a chat took place and when, without its words.\nShall I erase it?',
  ],
  'account.erasureConfirmed': [
    'It will be erased within a few minutes, the messages here too. I tell you in this chat when it is done.',
  ],
  'account.erased': [
    'Done: your data is erased. What is written here from now on is new, and can be erased as well.',
  ],
  'account.tooMany': [
    'That was asked for several times within the hour, so I stop here for now. Try again later, or a colleague sees to it.',
  ],
  'export.page.title': ['Your data'],
  'export.page.ask': [
    'This is a copy of all that is kept about you, as a JSON file. It can be fetched once: then this link is over.',
  ],
  'export.page.fetch': ['Download my data'],
  'export.page.bad': [
    'This link is not one of ours, was used already, or has run out. Ask the chat for your data again to get a new one.',
  ],
  'account.kept': ['All right, nothing changes.'],
  'account.help': ['Is it about signing in, changing your details, or your data?'],
  'choice.password': ["I can't sign in"],
  'choice.export': ['A copy of my data'],
  'choice.erasure': ['Erase my data'],
  'choice.eraseNow': ['Yes, erase it for good'],
  'choice.personalisation': ['No personalised offers'],

  // Complaints
  'complaint.sorry': [
    "I'm sorry, that is not how it should be.",
    'I am sorry about this. You have every reason to be annoyed.',
    "That's frustrating, and I'm sorry.",
  ],
  'complaint.which': ['Which order is it about?'],
  'complaint.what': ['What went wrong?'],
  'complaint.late': ['Order {number} was promised for {promised} and is still not with you.'],
  'complaint.lateDelivered': [
    'Order {number} was promised for {promised} and came on {delivered}: too late.',
  ],
  'complaint.onTime': ['Order {number} is on its way and due by {promised}.'],
  'complaint.broken': [
    'If it is about order {number} ({items}), I can open a return right away. Otherwise tell me which order it was, or let a colleague look at it with you.',
  ],
  'complaint.brokenSure': [
    'That is order {number} ({items}). I can open a return right away, or a colleague looks for another way with you.',
  ],
  'complaint.whichOrder': [
    'Tell me which order it was, by its number or by what was in it, and I look. Or shall a colleague take it from here?',
  ],
  'complaint.heard': [
    'A colleague should hear this, so I have passed it on.',
    'I have passed this on as it is.',
  ],
  'complaint.legal': ['This belongs with a person, so I have passed it on at once.'],
  'complaint.site': [
    'Thank you for telling me. What did you want to do there? I may be able to do it here; or a colleague looks into it.',
  ],
  'complaint.again': [
    'I hear you, and I do not want to ask the same thing twice. Shall a colleague take over?',
    'This is going in circles, and that is my fault. A colleague can take it from here, if you like.',
  ],
  'complaint.brokenOld': [
    'Order {number} is past the {days} days for returns, but a fault is another matter: a colleague will look at it with you.',
  ],
  'complaint.warranty': [
    'Order {number} is past the return days, but not past our {years}-year warranty: a fault in material or make is ours to settle. A colleague does that with you; photos help.',
    'For faults there is our {years}-year warranty, and order {number} is within it. Shall a colleague take it on?',
  ],
  'complaint.service': ['A colleague should hear this and put it right with you. Shall I pass it on?'],
  'complaint.passedOn': ["I'm sorry, that goes too far. I'm passing all of it on."],
  'complaint.compensation': [
    "What that is worth I can't decide, and I won't promise anything. A colleague looks at what happened and settles it with you; shall I pass it on?",
  ],
  'complaint.noted': ['I have passed that on with everything you told me.'],
  'choice.late': ['It is late'],
  'choice.broken': ['It is broken or faulty'],
  'choice.wrong': ['I got the wrong thing'],
  'choice.service': ['The service was bad'],
  'choice.openReturn': ['Open a return'],

  // Leaving
  'leaving.why': [
    "I'm sorry to see you go. May I ask what made you decide? It helps us, and perhaps I can put something right.",
    'That is a pity, and thank you for the time with us. What was it, if I may ask?',
  ],
  'leaving.again': [
    "I understand, and I won't talk you round. If you'd like your data deleted or a word with a colleague, I'll see to that.",
  ],
  'leaving.price': ['Thank you for telling me. I cannot change prices, but I have noted it.'],
  'leaving.delivery': ['Thank you. Late parcels are our fault, and I am sorry. Let me look at your orders:'],
  'leaving.lateBefore': [
    'I am sorry: parcels that come late are our fault. I see none that is overdue right now; a colleague can find out what went wrong, one tap below.',
  ],
  'leaving.lateUnknown': [
    'I am sorry: parcels that come late are our fault. Sign in and I look at your orders, or a colleague finds out what went wrong, one tap below.',
  ],
  'leaving.quality': ['Thank you, and I am sorry. If something you have is faulty, we will make it right.'],
  'leaving.other': ['Thank you for saying so openly; I have noted it. The door stays open.'],
  'leaving.own': ['You still have this: {list}.'],
  'leaving.account': ['If you want your account and data erased, I can record that.'],
  'choice.whyPrice': ['The prices'],
  'choice.whyDelivery': ['Delivery'],
  'choice.whyQuality': ['The quality'],
  'choice.whyOther': ['Something else'],

  // People
  'person.open': [
    'I have asked a colleague to take over; they are here until {to} today and answer as soon as they can. You can go on writing.',
    'A colleague will join you here as soon as possible (today until {to}). They see everything we wrote.',
  ],
  'person.closed': [
    'I have asked a colleague to take over. Nobody is in right now; they answer from {from} on {day}. You can go on writing, it all gets there.',
  ],
  'hours.people': [
    "My colleagues are in {days}, {from} to {to} (the shop's time). I answer at any hour.",
    "People answer here {days} from {from} to {to} by the shop's clock; I am here day and night.",
  ],
  'person.askEmail': [
    'If you like, leave your e-mail address: then the answer reaches you there too.',
    'Where may we answer you? Leave an e-mail address if you like; the answer also comes into this chat.',
  ],
  'person.confirmEmail': ['Shall the answer also go to {email}?'],
  'person.whichEmail': ['Which e-mail address shall it be?'],
  'person.wrongEmail': [
    'That does not look like an e-mail address. Could you check it? It should look like name@example.com.',
  ],
  'person.emailKept': ['Thank you. My colleagues will also answer to {email}.'],
  'person.noEmail': ['That is fine: the answer comes into this chat.'],
  'person.chatOnly': ['My colleagues answer here in the chat; I cannot have the answer sent by e-mail.'],
  'choice.thatEmail': ['Yes, that one'],
  'choice.otherEmail': ['Another address'],
  'choice.noEmail': ['No e-mail, thanks'],
  'person.anytime': ['I have asked a colleague to take over; they will answer here. You can go on writing.'],
  'person.already': [
    'A colleague has been told and sees all of this. I keep helping meanwhile.',
    'Your request is with my colleagues. Until one answers, ask me anything.',
  ],
  'person.inUntil': [
    'They are in until {to} today; I cannot say the minute.',
    'Today they answer until {to}.',
  ],
  'person.inFrom': ['Nobody is in right now; they answer from {from} on {day}.'],
  'person.reach': [
    'I know of no telephone line: my colleagues answer here in the chat, or by e-mail at {email}. Shall I fetch one?',
  ],
  'person.offer': ['Shall I fetch a colleague?'],
  'person.kept': ['All right. What else can I do for you?'],

  'handoff.place': ['You are number {place} in the queue.'],
  'handoff.placeAndWait': ['You are number {place} in the queue; lately people waited about {minutes} min.'],
  'handoff.safety': [
    'This sounds serious, and a person should look at it at once. If anybody is in danger, please call the emergency services first.',
  ],
  'handoff.legal': ['A matter like this belongs with a person.'],
  'handoff.anger': ["I'm sorry, I can see that I am not helping enough."],
  'handoff.misunderstood': ["I'm not getting it, sorry."],
  'handoff.unverified_money': [
    'I cannot look into payments of somebody who is not signed in; a person can check this with you.',
  ],
  'handoff.accepted': ['{agent} is here now and answers you. The bot keeps quiet meanwhile.'],
  'handoff.returned': [
    '{agent} had to go. You are back in the queue, and a colleague takes over; you need not write anything again.',
  ],
  'handoff.givenBack': ['{agent} has left the conversation. The bot is back and helps you on.'],
  'handoff.resolved': ['{agent} has closed this conversation. If anything is still open, just write.'],
  'handoff.resolvedByTeam': ['This request is closed. If anything is still open, just write.'],
  'handoff.offer': ['This is for you:'],
  'answerMail.subject': ['{shop} has answered you'],
  'answerMail.hello': ['Hello,\n\nyou asked {shop} something and left this address. Here is the answer.'],
  'answerMail.wrote': ['{agent} writes:'],
  'answerMail.inChat': ['{agent} has put something for you into the chat.'],
  'answerMail.goOn': ['Read all of it and go on in the chat:\n{link}'],
  'answerMail.goOnThere': ['Read all of it and go on in the chat on our pages.'],
  'answerMail.signIn': ['Sign in to the shop as usual to see the conversation.'],
  'answerMail.why': ['This address is only used for the answer to your question.'],
  'handoff.rate': ['How was the help you got, from one star to five?'],
  'rating.thanks': ['Thank you, that helps us.'],

  // Not understood, not possible
  'clarify.ask': [
    "I'm not sure I got that right. Is it about one of these?",
    'What is it about, more or less?',
  ],
  'clarify.two': [
    'Just so that I do the right thing: which of these is it?',
    'Which of these two do you mean?',
  ],
  'topic.order_status': ['My order'],
  'topic.delivery': ['Delivery'],
  'topic.return_refund': ['Return or refund'],
  'topic.cancel': ['Cancelling an order'],
  'topic.payment': ['Payment or invoice'],
  'topic.product_question': ['A product'],
  'topic.promotion': ['Promotions'],
  'topic.recommendation': ['A recommendation'],
  'topic.account': ['My account'],
  'topic.complaint': ['A complaint'],
  'topic.leaving': ['Leaving the shop'],
  'topic.person_wanted': ['Talk to a person'],
  'topic.small_talk': ['Just saying hello'],
  'topic.out_of_scope': ['Something else'],
  'scope.first': [
    'That is outside what I can do here. I know this shop: orders, returns, products and offers.',
    "I can't help with that one, I only know my way around this shop. Orders, returns, products: gladly.",
  ],
  'scope.elsewhere': [
    "That was bought in another shop, so I have no order of it and can't take it back or repair it; please turn to the seller. For anything from us, gladly.",
  ],
  'scope.again': ["I still can't help with that, sorry. Shall I fetch a person?"],
  'misunderstood.again': [
    "I'm not getting it, sorry. Shall I fetch a person?",
    "I still don't follow, sorry. A colleague would; shall I fetch one?",
  ],
  'step.again': ["Sorry, I didn't catch that.", "I didn't quite get that."],
  'resume.ask': ['Shall we go on with this: {what}?'],
  'resume.return': ['your return'],
  'resume.cancel': ['cancelling your order'],
  'resume.account': ['your account'],
  'resume.other': ['what we began'],
  'choice.resume': ['Yes, go on'],
  'choice.drop': ['No, leave it'],
  'resume.dropped': ['All right, I leave it.'],
  'language.unsupported': [
    'I speak English and Chinese (我会说英语和中文). Could you write in one of them? A colleague may speak more languages.',
  ],
  'message.empty': ['Your message came empty. What can I do for you?'],
  'message.attachment': [
    'Thank you, the file is stored with our chat. I cannot look at it myself, but a colleague can. Could you tell me in words what it is about?',
  ],
  'message.long': ['That was a long message; I may have missed something in it.'],
  'action.unknown': ['That button no longer works. What can I do for you?'],
  'safe.reply': ["I'd rather have a colleague answer this one. Shall I fetch somebody?"],
  apology: [
    'Sorry, something went wrong on our side and I could not answer. Please send it once more, or ask for a person.',
  ],
  'list.and': [' and '],
  'list.comma': [', '],
  'list.clause': [', {one}'],
} as const satisfies Record<string, readonly string[]>;
