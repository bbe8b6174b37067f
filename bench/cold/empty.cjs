'use strict';

/** The function that does nothing. */
exports.handler = async () => ({ statusCode: 204 });
