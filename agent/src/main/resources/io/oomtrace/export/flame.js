// What oomtrace adds to async-profiler's page, whose names it uses: figures in units and with their errors, colours of
// what has changed, a legend. The figures come in the order of the frames, each before those above it.
(function (told) {
	'use strict';
	const PREFIXES = [' KiB', ' MiB', ' GiB', ' TiB', ' PiB', ' EiB'];
	const TIMES = [' ns', ' µs', ' ms', ' s'];
	const GREY = 'rgb(224,224,224)';
	const LEGEND = told.before
		? [['rgb(255,110,110)', 'Came'], ['rgb(110,110,255)', 'Went'], [GREY, 'Stayed, or may be chance']]
		: [['#50e150', 'Code'], ['#b2e1b2', 'Code of the JDK'], ['#c8c83c', 'Native code'], ['#50cccc', 'Allocated or started']];

	function number(value, digits) {
		return value.toLocaleString('en-US', {minimumFractionDigits: digits, maximumFractionDigits: digits});
	}

	// As the tables have it: in the unit of the larger of the two.
	function quantity(value, error) {
		let one = 1, digits = 0, suffix = '';
		if (told.unit === 'BYTES') {
			const larger = Math.max(Math.abs(value), error);
			suffix = ' B';
			for (let i = 0; i < PREFIXES.length && larger / one >= (i ? 1023.95 : 1024); i++) {
				one *= 1024;
				digits = 1;
				suffix = PREFIXES[i];
			}
		} else if (told.unit === 'NANOSECONDS') {
			const larger = Math.max(Math.abs(value), error);
			let i = 0;
			for (; i < TIMES.length - 1 && larger / one >= 999.995; i++) {
				one *= 1000;
				digits = 2;
			}
			suffix = TIMES[i];
		} else if (told.unit === 'PER_SECOND') {
			digits = value === 0 || Math.abs(value) >= 1 ? 1 : 3;
			suffix = '/s';
		}
		return number(value / one, digits) + (error > 0 ? ' ± ' + number(error / one, digits) : '') + suffix + told.suffix;
	}

	function change(f) {
		const difference = f.after - f.before;
		if (difference === 0) {
			return quantity(f.before, 0) + ' before and after';
		}
		return (difference > 0 ? '+' : '') + quantity(difference, f.error) + (f.certain ? '' : ', which may be chance')
			+ ': ' + quantity(f.before, 0) + ' before, ' + quantity(f.after, 0) + ' after';
	}

	// As much of the colour as of the frame's width has come or gone.
	function color(f) {
		if (!f.certain) {
			return GREY;
		}
		const v = Math.round(230 - 120 * Math.min(1, Math.abs(f.after - f.before) / f.whole));
		return f.after > f.before ? 'rgb(255,' + v + ',' + v + ')' : 'rgb(' + v + ',' + v + ',255)';
	}

	const frames = levels.flat().sort(function (a, b) { return a.left - b.left || a.level - b.level; });
	frames.forEach(function (f, i) {
		f.whole = f.width / told.steps;
		f.error = told.errors[i] / told.steps;
		if (told.before) {
			f.before = told.before[i] / told.steps;
			f.after = told.after[i] / told.steps;
			f.certain = Math.abs(f.after - f.before) > f.error;
			f.color = color(f);
		}
		f.details = told.before ? change(f) : quantity(f.whole, f.error);
	});

	samples = function () { return ''; };

	const remove = removeStack;
	removeStack = function (left, width) {
		remove(left, width);
		frames.forEach(function (f) {
			if (f.width / told.steps !== f.whole) {
				f.details = quantity(f.width / told.steps, 0) + ' without what was removed';
			}
		});
	};

	const lists = document.querySelectorAll('#legend dl.frames');
	lists[0].textContent = '';
	lists[1].querySelectorAll('dt, dd').forEach(function (entry, i, all) {
		if (i < all.length - 2) entry.remove(); // the last two are about search
	});
	LEGEND.forEach(function (entry) {
		const text = document.createElement('dd');
		text.style.backgroundColor = entry[0];
		text.textContent = entry[1];
		lists[0].appendChild(text);
	});

	render();
})(/*told*/);
