# Everything a person runs. `make` alone lists the targets.
.DEFAULT_GOAL := help
.PHONY: help demo test chaos check format setup bench procedure constraints bare clean
MAKEFLAGS += --no-print-directory

PORT ?= 8000
ARGS ?=
BIN := .venv/bin
# Fontconfig reads this once, when Python starts; without it notices are set in the wrong typefaces.
export FONTCONFIG_FILE := $(CURDIR)/var/fonts.conf
export FLASK_APP := webapp
# Without compiled modules each program that a test starts would compile the libraries anew, five seconds each.
unexport PYTHONDONTWRITEBYTECODE

help: ## 列出全部命令
	@echo '用法：make <命令>'
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: export CASEWORK_PROFILE := demo
demo: ## 安装所缺，载入演示数据，启动网站和后台任务（PORT=8000 可改端口）
	@scripts/setup.sh demo
	@$(BIN)/flask demo --port $(PORT)

test: setup ## 安装所缺，运行全部检查和测试（ARGS="-k 关键词" 可只测一部分）
	@scripts/test.sh $(ARGS)

chaos: setup ## 运行 make test 之外的长时间测试：随机杀死进程、全部流程走完后的核对
	@$(BIN)/pytest -q -n 2 -m long $(ARGS)

check: setup ## 只查格式、规范、类型、模块分层和流程图，不运行测试
	@scripts/test.sh --without-tests

format: setup ## 自动整理代码格式
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format .

setup: ## 安装开发和测试所缺的一切
	@scripts/setup.sh test

bench: setup ## 运行 benchmarks/ 中的性能测量
	@for file in benchmarks/[!_]*.py; do name=$$(basename $$file .py); echo "── $$name ──"; \
		$(BIN)/python -m benchmarks.$$name $(ARGS) || exit 1; done

procedure: setup ## 新建一个流程的骨架，能启动、能通过测试（NAME=site_visit TITLE=走访帮扶 SIGN=访）
	@$(BIN)/python scripts/new_procedure.py "$(NAME)" "$(TITLE)" "$(SIGN)"

constraints: setup ## 依赖有增减后更新 constraints.txt（ARGS=--upgrade 升级全部版本）
	@$(BIN)/uv pip compile --quiet --no-header --no-annotate --no-emit-index-url --python-version 3.11 \
		--all-extras $(ARGS) --output-file constraints.txt pyproject.toml

bare: ## 在全新的最小 Debian 12 中从零安装并计时（需要 root 和 debootstrap）
	@scripts/bare-debian.sh $(ARGS)

clean: ## 删除安装的程序库、字体、网页资源和缓存（保留 var/ 中的数据）
	@rm -rf .venv node_modules webapp/static/vendor var/fonts var/fonts.conf var/fontcache
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
