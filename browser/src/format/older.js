/** What libraries call that browsers of 2020 lack. */

Object.hasOwn ??= (object, key) => Object.prototype.hasOwnProperty.call(object, key);
