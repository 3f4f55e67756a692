# 两条命令就够：make site 生成网站，make test 跑全部测试。其余见 README.md。
# Each target installs what it needs into .venv/ and does its job.

PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
READY  := $(VENV)/.ready
READY_TEST := $(VENV)/.ready-test
READY_REPORTS := $(VENV)/.ready-reports
READY_ENGINES := $(VENV)/.ready-engines
# For the tests alone: programs of others in node, and a Learning Record Store whose packages would not fit beside ours.
READY_NODE := tests/node/node_modules/.package-lock.json
LRS := .venv-lrs
READY_LRS := $(LRS)/.ready
ANKI := .venv-anki
READY_ANKI := $(ANKI)/.ready
PIP := $(PY) -m pip install --quiet --disable-pip-version-check

.PHONY: site serve check reports test test-fast test-engines bench clean system-site system-test

site: system-site $(READY)
	$(PY) build.py site

serve: system-site $(READY)
	$(PY) build.py serve

check: system-site $(READY)
	$(PY) build.py check

# What the content rests on and what is still to do, for whoever answers for it; and the pilot reports of a made-up city.
reports: system-site $(READY_REPORTS)
	@mkdir -p reports
	-$(PY) build.py check > reports/check.txt
	$(PY) build.py laws > reports/laws.txt
	$(PY) build.py confirm > reports/to-confirm.txt
	$(PY) build.py demo-results --schools 6 --out reports/demo-results
	$(PY) build.py reports --results reports/demo-results --out reports/demo
	@echo "已写好 reports/check.txt（检查结果）、reports/laws.txt（哪一页引用了哪一条）、reports/to-confirm.txt（要向主管部门核实的事）和 reports/demo/reports/index.html（示例数据做的学校报告）。"

test: system-test $(READY_TEST) $(READY_NODE) $(READY_LRS) $(READY_ANKI)
	$(PY) -m pytest -m "not engines"

# Unit and golden tests without the slow ones: for every commit.
test-fast: system-site $(READY_TEST)
	$(PY) -m pytest -m "not browser and not engines and not slow" tests/unit tests/golden

# The same measures on Spark and ClickHouse.
test-engines: system-engines $(READY_ENGINES)
	$(PY) -m pytest -m engines tests/engines

bench: system-test $(READY_TEST)
	$(PIP) --no-build-isolation --requirement requirements-bench.lock
	$(PY) -m bench.build
	$(PY) -m bench.quiz
	$(PY) -m bench.packs
	$(PY) -m bench.kits
	$(PY) -m bench.reports
	$(PY) -m bench.documents

$(READY): requirements.lock pyproject.toml
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PIP) --requirement requirements.lock
	$(PIP) --no-build-isolation --no-deps --editable .
	@touch $@

$(READY_REPORTS): requirements-reports.lock $(READY)
	$(PIP) --requirement requirements-reports.lock
	@touch $@

$(READY_ENGINES): requirements-engines.lock $(READY_TEST)
	$(PIP) --requirement requirements-engines.lock
	@touch $@

$(READY_TEST): requirements-test.lock $(READY) $(READY_REPORTS)
	$(PIP) --requirement requirements-test.lock
	@touch $@

# `npm ci` would want the binaries of every platform in the lock file.
$(READY_NODE): tests/node/package-lock.json
	npm install --prefix tests/node --no-save --no-audit --no-fund --loglevel=error
	@touch $@

$(READY_LRS): requirements-lrs.lock
	@test -x $(LRS)/bin/python || $(PYTHON) -m venv $(LRS)
	$(LRS)/bin/python -m pip install --quiet --disable-pip-version-check --requirement requirements-lrs.lock
	@touch $@

# Anki's own library wants versions of its own.
$(READY_ANKI): requirements-anki.lock
	@test -x $(ANKI)/bin/python || $(PYTHON) -m venv $(ANKI)
	$(ANKI)/bin/python -m pip install --quiet --disable-pip-version-check --requirement requirements-anki.lock
	@touch $@

# What comes from the system: installed where we may (root on Debian), otherwise one line says what to run.
define apt_install
{ if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; \
  then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1); \
  else echo "缺少系统软件，请先运行：sudo apt-get install -y $(1)"; exit 1; fi; }
endef

system-site:
	@$(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	|| $(call apt_install,python3 python3-venv)

system-test: system-site
	@command -v chromium >/dev/null && command -v node >/dev/null && command -v npm >/dev/null \
	&& command -v qpdf >/dev/null && command -v pdftotext >/dev/null || $(call apt_install,chromium nodejs npm fonts-noto-cjk qpdf poppler-utils)

system-engines: system-site
	@command -v java >/dev/null || $(call apt_install,default-jre-headless)

clean:
	rm -rf site build $(VENV) $(LRS) $(ANKI) tests/node/node_modules
