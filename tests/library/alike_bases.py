"""Articles written for the test set of doubles, one a language; two pairs say the same in two languages."""

from __future__ import annotations

LIGHTHOUSE_EN = """The lamp on Skerry Point went out at twenty past four on a Tuesday, and for the first time in ninety years nobody climbed the stairs to see why. The harbour board had sold the keeper's cottage in spring; the last keeper, Ada Lorne, now lives in a flat above the bakery and sets her clock by the ferry.

"You hear it before you see it," she says of a failing lamp. The motor that turns the lens begins to knock, softly, like somebody who is not sure they have the right door. Lorne heard it for three nights in 1987 and sat up with a pot of tea and a tin of grease until the part came over from the mainland.

This winter the part was on a shelf in another country. The board's engineer, who looks after eleven lights from a desk, could see on his screen that the lamp was dark, but not that the tide had turned early, nor that two crabbing boats were still out beyond the bar. It was the baker who rang them, because Lorne had told him to.

Both boats came in. The board has promised a second motor, to be kept on the island, and has asked Lorne whether she would mind, now and then, listening."""

LIGHTHOUSE_DE = """Die Lampe auf Skerry Point erlosch an einem Dienstag um zwanzig nach vier, und zum ersten Mal seit neunzig Jahren stieg niemand die Treppe hinauf, um nachzusehen. Die Hafenbehörde hatte das Haus des Wärters im Frühjahr verkauft; die letzte Wärterin, Ada Lorne, wohnt heute über der Bäckerei und stellt ihre Uhr nach der Fähre.

„Man hört es, bevor man es sieht“, sagt sie über eine Lampe, die aufgibt. Der Motor, der die Linse dreht, fängt an zu klopfen, leise, wie jemand, der nicht sicher ist, ob er vor der richtigen Tür steht. Drei Nächte lang hörte Lorne das im Jahr 1987 und blieb mit einer Kanne Tee und einer Dose Fett wach, bis das Teil vom Festland kam.

In diesem Winter lag das Teil in einem Regal in einem anderen Land. Der Ingenieur der Behörde, der elf Leuchtfeuer vom Schreibtisch aus betreut, sah auf dem Bildschirm, dass die Lampe dunkel war, aber nicht, dass die Flut früh gekommen war und dass noch zwei Krabbenkutter draußen vor der Barre lagen. Angerufen hat sie der Bäcker, weil Lorne es ihm aufgetragen hatte.

Beide Boote kamen heim. Die Behörde hat einen zweiten Motor versprochen, der auf der Insel bleibt, und Lorne gefragt, ob es ihr etwas ausmache, hin und wieder zuzuhören."""

BREAD_FR = """On croit souvent que le levain demande de la patience ; il demande surtout de l'attention. Marguerite Vasseur, qui pétrit depuis quarante ans dans la même pièce voûtée de la rue des Tanneurs, regarde la pâte comme d'autres regardent la mer. Une bulle plus grosse que les autres, un bord qui s'affaisse, et elle sait que le vent a tourné dans la nuit.

Sa farine vient d'un moulin à huit kilomètres, moulue le mardi, livrée le mercredi, jamais utilisée avant le samedi. Les jeunes boulangers qui viennent apprendre chez elle voudraient des chiffres : la température de l'eau, le temps de repos, le poids du sel. Elle leur donne les chiffres, puis elle leur demande de fermer le carnet et de poser la main sur la pâte.

Le four, lui, n'a pas changé. Il garde sa chaleur du soir au matin, et c'est dans ce reste de chaleur que cuisent les brioches des enfants de l'école. Quand la mairie a proposé de le remplacer par un modèle électrique, trois cents personnes ont signé une lettre. Vasseur n'a rien signé : elle chauffait le four."""

RIVER_RU = """Река поднялась ночью, тихо, без грозы и без ветра, как поднимается тесто под полотенцем. Утром вода стояла у третьей ступени старой пристани, и дед Макар, который отмечает паводки зарубками на дубовом столбе, достал нож. Такой высокой отметки он не вырезал с того года, когда родилась его младшая дочь.

В посёлке никто не удивился. Лодки были привязаны к яблоням ещё в марте, картошку подняли на чердаки, а школьный автобус заменил катер рыбинспекции. Учительница Нина Павловна вела урок географии прямо на борту: берег, русло, пойма, вот она, смотрите, вся перед вами.

Инженеры из города приехали на четвёртый день и объяснили, что виновата плотина выше по течению: её открыли слишком поздно и слишком быстро. Они показали графики и попросили показать столб. Дед Макар показал. Старший инженер долго водил пальцем по зарубкам, потом снял фуражку и спросил разрешения сфотографировать. Через месяц расписание сбросов изменили, и в докладе, на последней странице, стоял этот столб."""

TEA_ZH = """山里的茶园在海拔一千二百米的地方，早晨的雾要到十点以后才肯散开。老陈说，好茶一半靠雾，一半靠人的手。他今年七十一岁，采茶的时候手指仍然很快，只取一芽两叶，从不用指甲去掐，因为掐过的断口会变红，泡出来的汤就带一点涩味。

村里的年轻人大多去了城里，留下来的几个人学会了用手机卖茶。他们拍下雾，拍下炒茶的铁锅，也拍下老陈的手。订单从很远的地方来，有人在信里问，能不能把今年第一锅茶留给他们。老陈看不懂那些信，但是他记得每一锅茶的火候，记得哪一天下过雨，哪一天风从南边来。

去年冬天下了一场罕见的大雪，压断了许多老茶树的枝条。农业站的技术员建议全部挖掉，改种产量更高的新品种。老陈不同意，他把断枝锯平，用黄泥封好，再盖上稻草。到了清明，锯口旁边冒出了嫩芽。技术员又来了一次，蹲在树前看了很久，然后在本子上写下了封泥的办法，说要带回去给别的村子看。"""

TEA_EN = """The tea garden lies twelve hundred metres up, where the morning mist does not lift before ten. Old Chen says that good tea is half mist and half hands. He is seventy-one, and when he picks his fingers are still quick: one bud, two leaves, and never with the nail, because a pinched stem turns red and leaves something bitter in the cup.

Most of the young people have gone to the city. The few who stayed have learned to sell tea by telephone. They film the mist, the iron pan, and Chen's hands. Orders come from far away, and some write to ask whether the first pan of the year could be kept for them. Chen cannot read the letters, but he remembers the heat of every pan, which day it rained, and on which the wind came from the south.

Last winter an unusual snow broke the branches of many old trees. The adviser from the farm station wanted them dug out and a newer kind planted that yields more. Chen would not have it. He sawed the breaks flat, sealed them with yellow clay and covered them with straw. At the spring festival buds stood beside the cuts. The adviser came again, crouched in front of a tree for a long time, and wrote down how the clay is mixed, to show it in other villages."""

BRIDGE_JA = """その橋は百年前に大工の棟梁が一人で図面を引いたものだと伝えられている。釘を一本も使わず、栗の木を組み合わせただけで、川の流れが変わっても人と荷車を渡してきた。町の人々は橋の名前を呼ばず、ただ「あれ」と言う。それで通じるのだから、名前はいらないのだろう。

三年前の台風で橋脚の一つが傾いた。役場はすぐに通行止めの札を立て、鉄筋の新しい橋を架ける計画を発表した。ところが説明会に集まった人々は、費用の話よりも音の話をした。板を踏む音で、誰が渡っているか分かるというのである。新聞配達の少年の音、豆腐屋の音、足の悪い先生の音。

結局、橋は直されることになった。県内に残っていた宮大工が二人、弟子を連れてやって来て、傾いた橋脚を抜き、同じ山の栗の木を継いだ。仕事は秋から春までかかった。渡り初めの日、人々は目を閉じて板の音を聞いた。少し若い音だ、と先生が言った。"""

ORCHARD_ES = """Cuando Rosalía Montes heredó el huerto de su tío, lo primero que encontró fue un cuaderno atado con cuerda de pita. En cada página había el dibujo de un árbol y, debajo, una lista de nombres: los de las personas que habían comido de él. El manzano de la entrada tenía ciento catorce nombres; el membrillo del pozo, solamente uno.

Durante el primer año no cambió nada. Podó cuando los vecinos podaban y regó cuando la acequia traía agua, que era los jueves y algún domingo. Los técnicos de la cooperativa le recomendaron arrancar los árboles viejos y plantar almendros en hileras rectas, que se recogen con máquina y se pagan bien. Rosalía hizo las cuentas dos veces y las dos veces le salió que tenían razón.

Y sin embargo empezó a invitar gente. Primero a los del cuaderno que seguían vivos, luego a sus hijos, después a cualquiera que pasara por el camino con tiempo y una cesta. No cobraba la fruta: pedía un nombre. Al tercer otoño el cuaderno se acabó, y la maestra del pueblo trajo otro, cosido por los niños, con las hojas en blanco y el membrillo dibujado en la tapa."""

BASES = {
    "en": LIGHTHOUSE_EN,
    "de": LIGHTHOUSE_DE,
    "fr": BREAD_FR,
    "ru": RIVER_RU,
    "zh": TEA_ZH,
    "en2": TEA_EN,
    "ja": BRIDGE_JA,
    "es": ORCHARD_ES,
}
TRANSLATIONS = [(LIGHTHOUSE_EN, LIGHTHOUSE_DE), (TEA_ZH, TEA_EN)]
