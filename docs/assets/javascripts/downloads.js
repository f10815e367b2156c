/* The browser inside WeChat opens no file: there a line above the files says how to come to them. */
if (/MicroMessenger/i.test(navigator.userAgent)) {
  const downloads = document.querySelector("#downloads");
  if (downloads) {
    const line = document.createElement("p");
    line.className = "tz-note";
    line.textContent = "微信里打不开这些文件：请点右上角的“…”，选“在浏览器打开”。";
    downloads.after(line);
  }
}
