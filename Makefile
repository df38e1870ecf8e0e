# Zhiban (值班). `make` alone lists the targets. Written for GNU make 3.81 and later (macOS has 3.81).
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help venv site test serve check constraints clean

PYTHON ?= python3
# Test processes; auto is one a core. Both can be given: make test WORKERS=1 PYTEST_ARGS="-k calendar"
WORKERS ?= auto
PYTEST_ARGS ?=
# make constraints UPGRADE=1 takes the newest versions; without it pins move only where they must.
UPGRADE ?=

VENV := .venv
BIN := $(VENV)/bin
COMPILE := uv pip compile --universal --python-version 3.11 --fork-strategy fewest \
	--no-emit-index-url --no-emit-find-links --no-header --extra dev pyproject.toml

# A usable .venv, or the reason why there is none. One whose Python has gone is made anew.
define need_venv
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
  echo "需要 Python 3.11 或更高版本；「$(PYTHON)」不存在或版本过低。请安装后再试，或指定：make venv PYTHON=python3.12" >&2; \
  echo "Python 3.11 or later is needed; '$(PYTHON)' is missing or older. Install one, or name it: make venv PYTHON=python3.12" >&2; \
  exit 1; }
@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
  echo "「$(PYTHON)」缺少 venv 模块。Debian/Ubuntu 请先安装：sudo apt-get install python3-venv" >&2; \
  echo "'$(PYTHON)' has no venv module. On Debian/Ubuntu: sudo apt-get install python3-venv" >&2; \
  exit 1; }
@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
endef

help:
	@echo "make venv         建立 .venv 并安装依赖            make .venv and install into it"
	@echo "make site         排出未发布的月份并生成网站        plan what is not published, build the site"
	@echo "make serve        本机预览网站，改动即刷新          the site on this machine, reloading on edits"
	@echo "make check        核对已发布的值班表                check the published rosters"
	@echo "make test         代码检查和全部测试                lint, types and all tests"
	@echo "make constraints  重新锁定依赖版本 (UPGRADE=1 升级)  pin the dependencies again"
	@echo "make clean        删除生成的文件，保留 .venv         remove what was made, keep .venv"
	@echo "PYTHON=...        指定 Python 3.11 及以上            which Python (3.11 or later) to use"

venv: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml constraints.txt
	$(need_venv)
	@echo "正在安装依赖，约需一两分钟。Installing; this takes a minute or two."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --use-pep517 \
	  -c constraints.txt -e '.[dev]'
	@touch $@

site: venv
	$(BIN)/zhiban plan --missing --out build
	$(BIN)/zhiban site --drafts

serve: venv
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve

check: venv
	$(BIN)/zhiban check

test: venv
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n $(WORKERS) --dist loadfile $(PYTEST_ARGS)

# Needs no installed packages, so that a pin which no longer fits pyproject.toml can be mended.
constraints:
	$(need_venv)
	$(BIN)/python -m pip install --disable-pip-version-check --no-input --quiet uv
	cp constraints.txt $(VENV)/constraints.txt
	$(BIN)/$(COMPILE) --no-config --quiet $(if $(UPGRADE),--upgrade) -o $(VENV)/constraints.txt
	{ echo '# Made by "make constraints": $(strip $(COMPILE))'; \
	  grep -v '^# Made by' $(VENV)/constraints.txt; } > $(VENV)/constraints.new
	mv $(VENV)/constraints.new constraints.txt

clean:
	rm -rf build site site-staff site-offline site-staff-offline site*.zip .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
