/** For a page's own realm: nothing is fetched ahead, so that only what somebody asks for comes. */
export const savingData = () =>
  Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true }) });
