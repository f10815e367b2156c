/* A page whose address has changed: on to the new one before anything is drawn, with what the old address carried
   after its path, and so that Back does not come here again. Without scripts the page's own refresh does it. */
{
  const { tzMoved } = document.currentScript.dataset;
  const target = new URL(tzMoved, location.href);
  target.search ||= location.search;
  target.hash ||= location.hash;
  location.replace(target);
}
