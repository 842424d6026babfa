# One door: the same words for people and for CI. `make help` lists them.
SERVER  ?=
SECONDS ?= 60
MINUTES ?= 5
ROUNDS  ?= 50
TESTBIN  = bin/Release/net10.0

.DEFAULT_GOAL := help
.PHONY: help build run test format scene sim fuzz bench bench-compare abuse soak crash smoke publish

help: ## these words
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## everything, Release, warnings as errors
	dotnet build Parlance.slnx -c Release -v q -warnaserror

run: ## the server on loopback
	./run

test: ## every test
	./test

format: ## put the code in form
	dotnet format Parlance.slnx

scene: ## NAME=topic: the scenes whose file names contain it
	dotnet build tests/Parlance.Scenes -c Release -v q
	SCENE=$(NAME) tests/Parlance.Scenes/$(TESTBIN)/Parlance.Scenes -class Parlance.Scenes.SceneTests

sim: ## RUNS=1000 runs of a node and MESHES=100000 of the mesh from a seed; SEED=7 RUNS=1: that one again
	dotnet build tests/Parlance.Simulation -c Release -v q
	PARLANCE_SIM_SEED=$(or $(SEED),$$(date +%s%N)) PARLANCE_SIM_MESHES=$(or $(MESHES),$(if $(SEED),1,100000)) PARLANCE_SIM_RUNS=$(or $(RUNS),$(if $(SEED),1,1000)) tests/Parlance.Simulation/$(TESTBIN)/Parlance.Simulation

fuzz: ## TARGET=line SECONDS=60: throw generated input at a parser
	dotnet build tests/Parlance.Wire.Tests -c Release -v q
	PARLANCE_FUZZ_TARGET=$(TARGET) PARLANCE_FUZZ_SECONDS=$(SECONDS) tests/Parlance.Wire.Tests/$(TESTBIN)/Parlance.Wire.Tests -class '*Fuzz*'

bench: ## micro benchmarks; FILTER='*Line*'
	dotnet run --project bench/Parlance.Bench -c Release -- --filter '$(or $(FILTER),*)'

bench-compare: ## beside InspIRCd and the C floor: a table of medians
	bench/compare

abuse: ## what an honest pair feels while others misbehave
	bench/abuse

soak: ## MINUTES=5: mixed load, fails on growth
	bench/soak $(MINUTES)

crash: ## ROUNDS=50: kill -9 under load, nothing acknowledged may be missing
	dotnet build tests/Parlance.Interop -c Release -v q
	PARLANCE_CRASH_ROUNDS=$(ROUNDS) tests/Parlance.Interop/$(TESTBIN)/Parlance.Interop -class '*CrashTests'

smoke: publish ## the published executable starts, serves one client and ends
	bench/smoke artifacts/parlance/parlance

publish: ## a self-contained single file in artifacts/parlance
	dotnet publish src/Parlance -c Release -r linux-x64 --self-contained -p:PublishSingleFile=true -o artifacts/parlance -v q
