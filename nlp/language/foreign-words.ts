/** Small, frequent words by language, without those that English has too; enough to know a sentence, not a dictionary. */
function list(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}

export const foreignWords = {
  english: list(
    `the a an and or but i you he she it we they my your his her its our is are was were be been am do does did have has
    had not don't can could will would should what when where who why how which this that these those to of in on at for
    from with by about as if so there here please hello hi thanks thank want need order get got just me him them any
    some no yes it's i'm im u ur pls where's what's i've didn't doesn't can't cant still yet back`,
  ),
  others: [
    // French
    list(
      `le la les des du une et est je tu il elle nous vous ils mon ma mes votre notre ne pas que qui quoi où quand
      comment pourquoi avec sans sur dans pour ce cette ces c'est j'ai n'est n'ai qu'il d'un d'une l'article été suis
      avez avons sont bonjour merci commande colis livraison rembourser remboursement reçu aux au toujours bien très`,
    ),
    // German
    list(
      `der die das den dem ein eine einen einem einer und ist sind ich du er sie wir ihr mein meine meinen meiner dein
      nicht kein keine wo wann wie warum wer mit ohne auf für von zu zum zur im am bei nach noch schon auch aber oder
      habe haben hat wird werden kann können möchte bitte danke hallo bestellung lieferung paket geld zurück wurde`,
    ),
    // Spanish
    list(
      `el la los las un una unos unas y es son soy estoy está están yo tú él ella mi mis su sus no que qué quién dónde
      cuándo cómo por para con sin en del pero porque muy más ya todavía hola gracias quiero puedo tengo pedido
      envío paquete devolver devolución dinero llegado ha he han me se lo le les este esta`,
    ),
    // Italian
    list(
      `il lo gli un una uno e è sono sei siamo io tu lui lei mio mia miei tuo non che chi dove quando come perché con
      senza per di da del della nel sul ma anche molto ancora ciao grazie vorrei posso ho hai ordine pacco spedizione
      rimborso arrivato questo questa`,
    ),
    // Portuguese
    list(
      `o os as um uma e é são sou estou está eu ele ela meu minha seu sua não que quem onde quando como por para com
      sem em no na do da mas muito mais já ainda olá obrigado obrigada quero posso tenho pedido encomenda entrega
      devolver reembolso chegou este esta`,
    ),
    // Dutch
    list(
      `de het een en is zijn ik jij hij zij wij mijn jouw niet geen waar wanneer hoe waarom wie met zonder op voor van
      naar bij nog al ook maar of heb heeft hebben wordt kan wil graag bedankt hallo bestelling pakket levering geld
      terug`,
    ),
    // Polish
    list(
      `nie jest są jestem mam moje moja mój gdzie kiedy jak dlaczego kto z bez na dla od do ale już jeszcze bardzo
      dzień dobry dziękuję proszę chcę zamówienie paczka przesyłka zwrot się`,
    ),
    // Turkish
    list(
      `bir bu şu ve ile için nerede ne zaman nasıl neden kim değil var yok çok ama ben sen benim siparişim sipariş
      kargo iade merhaba teşekkürler lütfen istiyorum`,
    ),
    // Vietnamese
    list(
      `tôi bạn của là không có được và cho với này đó khi nào ở đâu như thế đơn hàng giao xin chào cảm ơn muốn hoàn
      tiền`,
    ),
    // Indonesian, Malay
    list(
      `saya kamu anda yang dan di ke dari ini itu tidak ada apa kapan dimana bagaimana kenapa untuk dengan sudah belum
      pesanan paket barang terima kasih tolong mau bisa`,
    ),
    // Swedish, Danish, Norwegian
    list(
      `jag du han hon vi min mitt mina är var och inte när hur varför med utan på för från till men också tack hej
      beställning jeg er og ikke hvor hvordan hvorfor uden på fra til tak takk hei pakke`,
    ),
  ],
  /** Clear by themselves. */
  greetings: list(
    `bonjour bonsoir salut merci hola gracias buenos buenas danke guten tschüss ciao grazie buongiorno olá obrigado
    obrigada hallo bedankt dziękuję cześć merhaba teşekkürler konnichiwa arigato annyeong privet spasibo`,
  ),
} as const;
