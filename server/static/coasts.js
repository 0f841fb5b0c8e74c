// Coasts and borders of the map that comes along, as lines of [longitude, latitude]; asked for once.
const ADDRESS = "/static/vendor/countries-50m.json";
let read = null;

// The arcs of a quantised TopoJSON: each point is told by how far it lies from the one before.
function lines({ arcs, transform: { scale, translate } }) {
  return arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([east, north]) => {
      x += east;
      y += north;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
}

// Those with a point within some bounds; empty where the map can't be had.
export async function coasts({ west, east, south, north }) {
  read ||= fetch(ADDRESS).then((response) => (response.ok ? response.json().then(lines) : []));
  const near = ([x, y]) => x >= west && x <= east && y >= south && y <= north;
  return (await read).filter((line) => line.some(near));
}
