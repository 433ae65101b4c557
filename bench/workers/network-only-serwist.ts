import { NetworkOnly, Serwist } from 'serwist';

const serwist = new Serwist();
serwist.registerCapture(({ url }) => url.pathname.startsWith('/is/image/'), new NetworkOnly());
serwist.addEventListeners();
