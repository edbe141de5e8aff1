"""Made by `python -m benchmarks.name_weights`: letters of Latin and Latin names that answer to one another.

A line: letters, then those of the other side, each with 100 times the natural logarithm of its ratio to chance;
"-" is no letter.
"""

__all__ = ["TABLE"]

TABLE = """\
- '-363 d-425 z-431 t-434 e-434 q-436 a-436 s-437 n-437 o-438 u-438 i-439 w-441 r-441 h-442 c-443 v-443
- g-443 l-443 m-443 b-444 k-444 p-444 é-447 y-447 j-447 f-447
a a+207 ə+32 ă+32 ä+24 å+21 ah-130 ou-150 ll-249 e-291 u-324 o-331 i-360
b b+373 p-31 k-340 s-397
c c+349 č+180 ć+168 ç+168 ch+67 ck-4 k-66 s-314
d d+355 de+35 dd-5 z-262 t-297
e e+237 ë+167 é+114 je-53 ye-130 ey-155 sh-194 et-208 i-221 ie-256 y-283 u-369 o-375
f f+448 ff+363 ph+181 v-40 k-269 h-271
g g+368 ğ+200 gh+111 j-50 h-270 k-315
h h+320 ch+73 m-398
i i+240 ı+61 ij-16 y-79 ey-97 ie-147 ay-175 é-198 ee-204 j-359 u-369 o-457
j j+465 z-113 y-125
k k+330 qu+302 ck+108 ch+76 q-15 t-371 n-420 r-458
l l+292 ł+162 ll+43 le-162 p-331
m m+339 s-353 n-375 r-407
n n+265 ñ+103 ń+95 nn-85 ne-116 ng-150 z-366 s-464 o-508
o o+264 ö+89 ø+85 ou-28 ow-65 au-89 u-174 oo-203 eu-219 w-252
p p+423
q q+633
r r+264 er-124 rr-182 re-211 s-403 t-466
s s+279 š+96 ş+95 sz+5 sh-16 ss-31 z-133 al-266
t t+306 th+74 ch+27 tt-69 te-109
u u+316 ü+157 ou+60 oo-132 w-194 y-312
v v+413 ff+275 w+77
w w+458
x x+648
y y+395 ý+215 ij+122 ey+55 ie-128
z z+427 ž+239 ts-10
' '+703
ć ć+602 ch+317 č+287
š š+631 sh+262
ö ö+632
č č+658 ch+400
ü ü+651
ı ı+748
ł ł+753
ç ç+790
ø ø+763
ž ž+746
ń ń+770
ş ş+751
ñ ñ+761
ý ý+775
ğ ğ+847
ə ə+823
å å+837
đ đ+865
ë ë+853
ė ė+872
ř ř+896
ś ś+874
ż ż+873
æ æ+880
ț ț+917
ä ä+704
é é+579
ă ă+767
ę ę+916
ą ą+975
sh sch+657 ch+403 sh+383
ch sch+643 ch+558 kh+317
kh kh+308
ts ts+122
th th+337
gh gh+381
sch sch+946
ya ja+342 ya+214 ia+55
ja ja+415 ia+109
ju ju+666
je je+450
ia iya+289 ia-151
ie ey+113 ie-73
ei ay+73 ei-11
au au+6
ow ow+446
aw aw+340
qu qu+886
ng ng+394
ll ll+402
ss ss+148
tt tt+349
pp pp+675
ff ff+860
zz zz+681
cc cc+380
sc sc+299
gi gi+267
ge ge+276
gu gu+471
er er+264
re re+130
le le+273
te te+196
ne ne+206
de de+303
al el-22
el el+137
"""
