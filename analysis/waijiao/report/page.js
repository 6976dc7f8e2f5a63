// Open the row that a link points to: a closed <details> shows nothing of itself but its summary.
const reveal = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let e = target; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
  if (target && target.tagName === "DETAILS") target.scrollIntoView({ block: "center" });
};
addEventListener("hashchange", reveal);
reveal();
