(() => {
  "use strict";
  const colours = ["#2f7d4f", "#b42318", "#7fb3c4", "#d98c00"];
  for (const place of document.querySelectorAll('[data-mc-chart="stacked"]')) {
    const names = place.dataset.mcSeries.split("|");
    const rows = place.dataset.mcRows.trim().split("\n").filter(Boolean).map((line) => line.split("|"));
    if (!rows.length || !window.echarts) { place.hidden = true; continue; }
    place.style.height = Math.max(180, 60 + rows.length * 30) + "px";
    const narrow = place.clientWidth < 500;
    const chart = window.echarts.init(place);
    chart.setOption({
      color: colours,
      animation: false,
      grid: { left: 8, right: 24, top: narrow ? 84 : 36, bottom: 8, containLabel: true },
      legend: { top: 0, left: 0 },
      tooltip: { trigger: "axis", valueFormatter: (value) => value.toLocaleString("vi-VN"), axisPointer: { type: "shadow" } },
      xAxis: { type: "value", splitNumber: narrow ? 2 : 5, axisLabel: { formatter: (value) => value.toLocaleString("vi-VN") } },
      yAxis: { type: "category", inverse: true, data: rows.map((row) => row[0]), axisLabel: { width: narrow ? 110 : 300, overflow: "truncate" } },
      series: names.map((name, i) => ({ name, type: "bar", stack: "all", data: rows.map((row) => Number(row[i + 1])) })),
    });
    window.addEventListener("resize", () => chart.resize());
  }
})();
