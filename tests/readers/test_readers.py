"""Results read by others than ourselves: h5py, netCDF4, xarray, pandas and ncdump see the same names and numbers.

    /usr/bin/python3 test_readers.py results.h5 summary.csv
"""

import re
import subprocess
import sys

import h5py
import netCDF4
import numpy
import pandas
import xarray

UNIT_AXES = ["point", "scenario", "replicate"]
DAYS_PER_YEAR = 365.25


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def texts(values):
    """None and bytes are what some readers make of empty and other text."""
    return [text(v) if v else "" for v in numpy.asarray(values).ravel()]


def variables(file):
    return {name: item for name, item in file.items() if isinstance(item, h5py.Dataset)}


def axes(dataset):
    """Names of the axes, from the attached scales. A scale is its own axis."""
    if h5py.h5ds.is_scale(dataset.id):
        return [dataset.name.split("/")[-1]]
    return [dataset.dims[i][0].name.split("/")[-1] for i in range(dataset.ndim)]


def is_text(dataset):
    return h5py.check_string_dtype(dataset.dtype) is not None


def same(a, b):
    return numpy.array_equal(a, b, equal_nan=numpy.asarray(a).dtype.kind == "f")


# What is tested: each takes the paths of the results and of their summary.


def test_xarray_opens_the_root_with_named_axes(results, summary):
    with xarray.open_dataset(results) as data, h5py.File(results) as file:
        assert set(UNIT_AXES) <= set(data.dims), data.dims
        for name, dataset in variables(file).items():
            assert list(data[name].dims) == axes(dataset), name
        columns = [v for v in data.data_vars if data[v].ndim >= 3]
        assert all(list(data[c].dims[:3]) == UNIT_AXES for c in columns), columns
        if "week" in data.dims:
            assert all(data[c].dims[3] == "week" for c in columns if "week" in data[c].dims)


def test_every_axis_has_one_scale_that_was_written(results, summary):
    with h5py.File(results) as file:
        for name, dataset in variables(file).items():
            if h5py.h5ds.is_scale(dataset.id):
                assert dataset.shape is not None and len(dataset.shape) == 1, name
            else:
                assert all(len(dataset.dims[i]) == 1 for i in range(dataset.ndim)), name


def test_weeks_are_dates_and_nothing_is_a_duration(results, summary):
    with xarray.open_dataset(results) as data, h5py.File(results) as file:
        for name, variable in data.variables.items():
            assert variable.dtype.kind != "m", f"{name} became a duration"
        if "week" in data.coords and text(file["week"].attrs["units"]).startswith("days since"):
            assert data["week"].dtype.kind == "M", data["week"].dtype
            step = numpy.diff(data["week"].values)
            assert (step == numpy.timedelta64(7, "D")).all(), "weeks of other than 7 days"
            first = text(file["week"].attrs["units"]).split()[-1]
            assert pandas.Timestamp(data["week"].values[0]) == pandas.Timestamp(first)


def test_everything_has_units_and_a_long_name(results, summary):
    with h5py.File(results) as file:
        for group in (file, file["notes"]):
            for name, dataset in variables(group).items():
                assert text(dataset.attrs["units"]), name
                assert text(dataset.attrs["long_name"]), name


def test_only_types_that_every_reader_knows(results, summary):
    allowed = {numpy.dtype(t) for t in ("int8", "int16", "int32", "int64", "float32", "float64")}
    with h5py.File(results) as file:
        for name, dataset in variables(file).items():
            assert is_text(dataset) or dataset.dtype in allowed, f"{name}: {dataset.dtype}"
            assert re.fullmatch("[a-z][a-z0-9_]*", name), name


def test_ncdump_names_every_dimension(results, summary):
    run = subprocess.run(["ncdump", "-h", results], capture_output=True, text=True, check=True)
    assert "phony" not in run.stdout, "an axis without a name"
    assert "UNLIMITED" not in run.stdout, "an axis without an end"
    for axis in UNIT_AXES:
        assert re.search(rf"^\t{axis} = \d+ ;", run.stdout, re.MULTILINE), axis


def test_ncdump_reads_every_number(results, summary):
    run = subprocess.run(["ncdump", results], capture_output=True, check=False)
    assert run.returncode == 0, run.stderr


def test_h5py_xarray_and_netcdf4_see_the_same_values(results, summary):
    with h5py.File(results) as file, netCDF4.Dataset(results) as nc, xarray.open_dataset(
        results, mask_and_scale=False, decode_times=False
    ) as data:
        nc.set_auto_mask(False)
        assert set(variables(file)) == set(nc.variables) == set(data.variables)
        for name, dataset in variables(file).items():
            if is_text(dataset):
                ours = texts(dataset[()])
                assert ours == texts(nc[name][...]) == texts(data[name].values), name
            else:
                assert same(dataset[()], nc[name][...]) and same(dataset[()], data[name].values), name


def test_the_numbers_of_each_design_point_are_beside_the_results(results, summary):
    with h5py.File(results) as file:
        points = file["point"].shape[0]
        assert ("design" in file) == (points > 1)
        if points == 1:
            return
        design = file["design"]
        names = texts(design["number"][()])
        assert axes(design["value"]) == ["point", "number"], axes(design["value"])
        with xarray.open_dataset(results, group="design") as data, netCDF4.Dataset(results) as nc:
            assert list(data["value"].dims) == ["point", "number"]
            assert texts(data["number"].values) == names == texts(nc["design"]["number"][...])
            assert same(data["value"].values, design["value"][()])
            assert same(nc["design"]["value"][...], design["value"][()])
            assert len(data["unit"]) == len(names)


def test_missing_runs_are_missing_for_every_reader(results, summary):
    with xarray.open_dataset(results) as data, h5py.File(results) as file:
        status = file["run_status"][()]
        assert list(file["run_status"].attrs["flag_values"]) == [0, 1]
        assert text(file["run_status"].attrs["flag_meanings"]) == "missing complete"
        assert file.attrs["runs_planned"].item() == status.size
        assert file.attrs["runs_complete"].item() == status.sum()
        digests = numpy.array([d != "" for d in texts(file["unit_digest"][()])]).reshape(status.shape)
        assert (digests == (status == 1)).all(), "a digest without a run, or a run without one"
        for name in data.data_vars:
            if data[name].dims[:3] == tuple(UNIT_AXES) and "_FillValue" in file[name].attrs:
                assert numpy.isnan(data[name].values[status == 0]).all(), name


def test_the_root_says_what_the_file_is(results, summary):
    with h5py.File(results) as file:
        assert text(file.attrs["Conventions"]) == "CF-1.10"
        assert file.attrs["format_version"].item() == 1
        for name in ("title", "experiment", "experiment_digest", "headline", "baseline", "root_digest"):
            assert name in file.attrs, name
        assert text(file.attrs["baseline"]) in texts(file["scenario"][()])
        assert re.fullmatch("[0-9a-f]{32}", text(file.attrs["root_digest"]))
        assert text(file["resolved_experiment"][()])


def test_pandas_makes_a_table_of_a_column(results, summary):
    with xarray.open_dataset(results) as data:
        name = next(v for v in data.data_vars if data[v].dims[:3] == tuple(UNIT_AXES) and data[v].dtype.kind == "f")
        table = data[name].to_dataframe()
        assert table.index.names == list(data[name].dims)
        assert len(table) == data[name].size


def flow_per_year(data, row):
    """What summary.csv calls the mean of a flow: per complete replicate the column's total over all weeks, divided by the
    years these weeks last; then the mean over replicates. `item` names a label of each axis but week and stratum, in
    their order. None: no row that can be recomputed like this."""
    if row["statistic"] != "mean" or row["outcome"] not in data or "year" not in row["unit"]:
        return None
    column = data[row["outcome"]]
    if "week" not in column.dims:
        return None
    if "stratum" in column.dims:
        column = column.sel(stratum=row["stratum"])
    axes = [d for d in column.dims if d not in UNIT_AXES and d not in ("week", "stratum")]
    labels = row["item"].split("/") if axes else []
    if len(labels) != len(axes):
        return None
    for axis, label in zip(axes, labels):
        column = column.sel({axis: label})
    pounds = 0.01 if column.attrs.get("units") == "0.01 GBP" else 1.0
    one = {"point": 0, "scenario": list(data["scenario"].values).index(row["scenario"])}
    complete = data["run_status"].isel(one).values == 1
    runs = column.isel(one).values[complete]
    years = data.sizes["week"] * 7 / DAYS_PER_YEAR
    return pounds * runs.reshape(len(runs), -1).sum(axis=1).mean() / years


def test_the_summary_has_the_numbers_of_the_file(results, summary):
    table = pandas.read_csv(summary, dtype={"item": str, "stratum": str, "unit": str}, keep_default_na=True)
    table[["item", "stratum", "unit"]] = table[["item", "stratum", "unit"]].fillna("")
    expected = "scenario,outcome,item,stratum,statistic,value,low,high,unit,runs_complete,runs_planned"
    assert list(table.columns) == expected.split(","), list(table.columns)
    checked = 0
    with xarray.open_dataset(results) as data:
        scenarios = list(data["scenario"].values)
        for _, row in table.iterrows():
            value = flow_per_year(data, row)
            if value is not None:
                assert numpy.isclose(row["value"], value, rtol=1e-6, atol=1e-9), f"{dict(row)}: {value} in the file"
                runs = data["run_status"].isel(point=0, scenario=scenarios.index(row["scenario"])).values
                assert row["runs_complete"] == runs.sum() and row["runs_planned"] == runs.size, dict(row)
                checked += 1
    assert checked > 0, "no row of the summary is a flow of the file"
    print(f"  {checked} of {len(table)} rows of the summary recomputed")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    passed, failed = 0, 0
    for name, test in list(globals().items()):
        if name.startswith("test_"):
            try:
                test(sys.argv[1], sys.argv[2])
                passed += 1
            except Exception as error:  # noqa: BLE001  one failure does not hide the next
                failed += 1
                print(f"FAILED {name}: {type(error).__name__}: {error}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
