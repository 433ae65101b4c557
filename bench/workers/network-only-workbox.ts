import { registerRoute } from 'workbox-routing';
import { NetworkOnly } from 'workbox-strategies';

registerRoute(({ url }) => url.pathname.startsWith('/is/image/'), new NetworkOnly());
