"""Made by `python -m benchmarks.name_weights`: letters of Latin and Latin names that answer to one another.

A line: letters, then those of the other side, each with 100 times the natural logarithm of its ratio to chance;
"-" is no letter.
"""

__all__ = ["TABLE"]

TABLE = """\
- '-285 d-389 z-405 t-410 e-411 x-414 q-417 n-417 a-417 s-418 o-421 u-422 i-425 r-430 h-430 w-430 c-431
- g-434 l-436 v-436 m-437 p-438 b-438 k-438 é-447 y-447 j-447 f-447
a a+207 ə+32 ă+32 ä+24 å+21 ah-136 ou-155 ll-254 e-294 u-330 o-336 i-361
b b+373 p-36 k-345 s-403
c c+349 č+180 ć+168 ç+167 ch+62 ck-9 k-71 s-319
d d+354 de+29 z-268 t-303
e e+237 ë+163 é+112 je-59 ye-136 ey-160 sh-200 et-213 i-226 ie-259 y-288 u-374 o-381
f f+448 ff+358 ph+176 v-44 k-274 h-276
g g+368 ğ+199 gh+106 j-55 h-275 k-321
h h+320 ch+68 m-403
i i+240 ı+60 ij-21 y-85 ey-102 ie-152 ay-180 é-203 ee-209 u-375 o-432
j j+464 z-118 y-131
k k+329 qu+298 ck+103 ch+71 q-20 t-377 n-430 r-463
l l+291 ł+160 ll+38 le-166 p-306
m m+338 s-359 n-381 r-415
n n+265 ñ+101 ń+94 nn-92 ne-121 ng-155 z-371 s-473 o-522
o o+264 ö+88 ø+85 ou-33 ow-71 au-94 u-176 oo-207 eu-225 w-256
p p+422
q q+633
r r+263 er-128 rr-186 re-215 s-408 t-472
s s+278 š+96 ş+95 sz+0 sh-20 ss-36 z-138 al-284
t t+305 th+69 ch+23 tt-72 te-114
u u+315 ü+155 ou+55 oo-139 w-198 y-318
v v+413 ff+270 w+72
w w+458
x x+648
y y+395 ý+215 ij+116 ey+50 ie-133
z z+427 ž+239 ts-15
' '+703
ć ć+602 ch+312 č+281
š š+631 sh+258
ö ö+632
č č+658 ch+395
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
đ đ+866
ë ë+853
ė ė+872
ř ř+897
ś ś+874
ż ż+873
æ æ+880
ț ț+917
ä ä+705
é é+579
ă ă+768
ę ę+916
ą ą+975
sh sch+652 ch+398 sh+378
ch sch+638 ch+553 kh+311
kh kh+303
ts ts+118
th th+332
gh gh+376
sch sch+940
ya ja+337 ya+210 ia+51
ja ja+410 ia+104
ju ju+661
je je+444
ia iya+284 ia-156
ie ey+107 ie-77
ei ay+68 ei-15
au au+1
ow ow+441
aw aw+335
qu qu+881
ng ng+389
ll ll+397
ss ss+143
tt tt+344
pp pp+670
ff ff+854
zz zz+676
cc cc+373
sc sc+292
gi gi+261
ge ge+271
gu gu+465
er er+258
re re+125
le le+267
te te+190
ne ne+200
de de+297
al el-31
el el+132
"""
