// `npm run generate`: writes the files that are generated from the core's tables and kept in the repository. Build first.
import { writeFileSync } from 'node:fs';

import { loadNodeCore } from '../node_core.mjs';
import { kPage, metricsPage } from './metrics_page.mjs';
import { kTypes, sampleTypes } from './sample_types.mjs';

const core = await loadNodeCore();
writeFileSync(kPage, metricsPage(core));
writeFileSync(kTypes, sampleTypes(core));
