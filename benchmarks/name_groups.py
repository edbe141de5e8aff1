"""Groups of letters that may stand for one sound, or for one letter of another script."""

LATIN_GROUPS = """
sh ch kh zh ts tz th ph gh ck dj dzh sch tch sz cz rz dz dž ya yu yo ye ja ju jo je ia iu io ie ei ey ai
ay ae oe ue oo ee ou aa au eu ow aw ew ii iy ij yi qu wh nk ng lh nh gn gli ll rh ss tt nn mm pp bb dd
ff gg kk rr zz cc sc ci ce gi ge gu gue uu oi oy uy ui cs gy ny ly ty zs sj skj hj tj kj ea eau aux igh
er re le es et te ne de he xh xi ks cks ah eh oh uh al el 'a 'i 'u yy ää öö üü iya iye aya eya aye ije
ğu ğı jr c'h kyu ryu hs
"""
CYRILLIC_GROUPS = """
дж дз дзь тс тш тч шч кс кв ий ый ье йо ьо ия ья ие иу ию ьи ью йе аи ай ей эй ой уй яй ау оу эу еу уэ
уа уо иа ио аэ оэ нг нк лл сс тт нн мм пп бб дд фф гг кк рр зз цц хь гь къ кх лъ ль нь ть дь рь сь ьё
ьян хв гв кю шт сч хл ае ййо йя ею йю 'я зь ць вь
"""
ARABIC_GROUPS = """
تش دج كس قس يا يو وا وو يي اي او ية يه نج نغ نك ال دز تز تس شت إي أو أي آي وي وه اه ئي ؤو ءا كو كي غو غي
جو جي شي تشي سك سي زي ثي لا عا عي عب خو دجي ها هي هو كه ايا يوي ويي اوي
"""
